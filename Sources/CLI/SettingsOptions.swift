import ArgumentParser
import Server

/// How every command is told the settings.
struct SettingsOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The data folder.", valueName: "folder"))
    var data: String?

    @Option(help: ArgumentHelp("The settings file; otherwise CONFAB_CONFIG, or confab.yaml if it is there.", valueName: "file"))
    var config: String?

    @Option(name: .customLong("set"), help: ArgumentHelp("Say a setting; may be repeated.", valueName: "name=value"))
    var said: [String] = []

    func settings(_ more: [Settings.Override] = []) throws -> Settings {
        let folder = data.map { [Settings.Override(flag: "--data", name: "data", value: $0)] } ?? []
        return try Settings.ofCommand(file: config, overrides: said.map { Settings.Override(set: $0) } + folder + more)
    }
}
