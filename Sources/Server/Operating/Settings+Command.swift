import Foundation

extension Settings {
    /// The settings of a command: its flags over the environment over the file.
    package static func ofCommand(file: String?, overrides: [Override]) throws(SettingsError) -> Settings {
        let environment = ProcessInfo.processInfo.environment
        return try load(
            file: try SettingsFile.find(named: file, environment: environment), environment: environment, overrides: overrides)
    }
}
