import Foundation
import Server
import Testing

@Suite("What operators read of settings")
struct SettingsExampleTests {
    @Test("The example in the repository is the generated one; `confab settings` prints it anew")
    func exampleIsCurrent() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let kept = try String(contentsOf: root.appendingPathComponent("confab.example.yaml"), encoding: .utf8)
        #expect(kept == Settings.example)
    }

    @Test("The example as it stands says nothing, and with its settings uncommented says the defaults")
    func exampleIsTrue() throws {
        #expect(mistakes(file: SettingsFile(path: "e", text: Settings.example)) == [])
        let settings = try Settings.load(file: SettingsFile(path: "e", text: uncommented(optional: false)))
        #expect(settings == Settings.standard)
    }

    @Test("The samples in the example are right too")
    func samplesAreRight() throws {
        let settings = try Settings.load(file: SettingsFile(path: "e", text: uncommented(optional: true)))
        #expect(settings.tls == Settings.TLS(certificate: "/etc/confab/fullchain.pem", key: "/etc/confab/privkey.pem"))
        #expect(settings.publicURL == "https://chat.example.org")
    }

    @Test("The help names every setting and its variable")
    func help() {
        for setting in Setting.table {
            #expect(Settings.help.contains("  \(setting.name)  (\(setting.variable))\n"))
            #expect(Settings.help.contains(setting.about))
        }
    }

    /// The example with settings that have a default, or all, no longer in comments.
    private func uncommented(optional: Bool) -> String {
        var hasDefault = false
        let lines = Settings.example.split(separator: "\n", omittingEmptySubsequences: false).map { line -> String in
            if line.contains("# Right: ") { hasDefault = true }
            if line.contains("# Default: none.") { hasDefault = false }
            guard optional || hasDefault, line.firstMatch(of: #/^ *# [a-z_]+: /#) != nil else { return String(line) }
            return String(line.replacing("# ", with: "", maxReplacements: 1))
        }
        return lines.joined(separator: "\n")
    }
}
