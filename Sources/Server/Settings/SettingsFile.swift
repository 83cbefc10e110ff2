import Foundation

/// The text of a settings file, and what to call it.
package struct SettingsFile: Sendable, Equatable {
    package var path: String
    package var text: String

    package init(path: String, text: String) {
        self.path = path
        self.text = text
    }

    /// The file that is read when none is named and it is there.
    package static let usualPath = "confab.yaml"

    /// Reads the named file, that of `CONFAB_CONFIG`, or the usual one; nil when none was named and there is none.
    package static func find(named: String?, environment: [String: String]) throws(SettingsError) -> SettingsFile? {
        if let named { return try read(named, place: "--config") }
        if let path = environment["CONFAB_CONFIG"], !path.isEmpty { return try read(path, place: "CONFAB_CONFIG") }
        return FileManager.default.fileExists(atPath: usualPath) ? try read(usualPath, place: usualPath) : nil
    }

    private static func read(_ path: String, place: String) throws(SettingsError) -> SettingsFile {
        do {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
            guard let text = String(bytes: bytes, encoding: .utf8) else { throw CocoaError(.fileReadInapplicableStringEncoding) }
            return SettingsFile(path: path, text: text)
        } catch {
            throw SettingsError(mistakes: [.init(place: place, value: path, reason: reason(for: error))])
        }
    }

    private static func reason(for error: any Error) -> String {
        switch (error as? CocoaError)?.code {
        case .fileReadNoSuchFile, .fileNoSuchFile: "there is no such file"
        case .fileReadNoPermission: "the file may not be read"
        case .fileReadInapplicableStringEncoding: "the file is not UTF-8 text"
        default: "the file cannot be read"
        }
    }
}
