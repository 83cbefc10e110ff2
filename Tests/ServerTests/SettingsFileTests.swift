import Foundation
import Server
import Testing

@Suite("The settings file")
struct SettingsFileTests {
    @Test("Sections, lists and quoted texts are read")
    func reads() throws {
        let text = """
            name: "Ours: at home"
            listen:
              - 127.0.0.1:1
              - "[::1]:2"
            registration:
              policy: domain
              domains: [Example.ORG, b.example]
            limits:
            log: {level: warning, format: json}
            """
        let settings = try Settings.load(file: SettingsFile(path: "f", text: text))
        #expect(settings.name == "Ours: at home")
        #expect(settings.listen.map(\.port) == [1, 2])
        #expect(settings.registration.domains == ["example.org", "b.example"])
        #expect(settings.log.format == .json)
        #expect(settings.limits == Settings.standard.limits)
    }

    @Test("Nothing in a file is nothing said", arguments: ["", "# only a comment\n", "---\n", "limits:\nlog: ~\n"])
    func empty(text: String) {
        #expect(mistakes(file: SettingsFile(path: "f", text: text)) == [])
    }

    @Test(
        "What is not a mapping of settings is refused with its line",
        arguments: [
            ("- a\n- b\n", "f:1", "must be a mapping"), ("\nhello\n", "f:2", "must be a mapping"),
            ("name: a\nb: [c\n", "f:3", "is not YAML"), ("name: a\n---\nname: b\n", "f:2", "is not YAML"),
            ("name: *a\n", "f:1", "is not YAML"), ("[a]: b\n", "f:1", "a name must be a text"),
            ("name:\n  a: b\n", "f:2", "no such setting"), ("name: {}\n", "f:1", "must be 1 to 80"),
            ("name: [a]\n", "f:1", "must be 1 to 80"), ("name:\n", "f:1", "must be 1 to 80"),
            ("listen: [[a]]\n", "f:1", "must be a list"), ("limits: 5\n", "f:1", "no such setting"),
            ("\tname: a\n", "f:1", "is not YAML"),
        ])
    func malformed(text: String, place: String, reason: String) throws {
        let found = mistakes(file: SettingsFile(path: "f", text: text))
        #expect(found.map(\.place) == [place])
        #expect(found.first?.reason.contains(reason) == true, "\(found)")
    }

    @Test("Everything said twice is refused, along with the other mistakes of the file")
    func duplicates() {
        let text = """
            name: a
            data: /a
            "name": b
            log:
              level: loud
              level: info
            log.level: info
            name: c
            """
        let found = mistakes(file: SettingsFile(path: "f", text: text)).map(\.description)
        #expect(
            found.map { $0.prefix { $0 != " " } } == ["f:3:", "f:5:", "f:6:", "f:7:", "f:8:"])
        #expect(found.first == "f:3: name: is said already in line 1")
        #expect(found.last == "f:8: name: is said already in line 1")
    }

    @Test("A file that was named must be there, and the usual one need not")
    func missing() throws {
        let absent = "/nonexistent/confab.yaml"
        let named = #expect(throws: SettingsError.self) { try SettingsFile.find(named: absent, environment: [:]) }
        #expect(named?.mistakes.map(\.place) == ["--config"])
        #expect(named?.description.contains("there is no such file") == true)
        let variable = #expect(throws: SettingsError.self) {
            try SettingsFile.find(named: nil, environment: ["CONFAB_CONFIG": absent])
        }
        #expect(variable?.mistakes.map(\.place) == ["CONFAB_CONFIG"])
    }

    @Test("A file is read, and one that is not UTF-8 is refused")
    func reading() throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("confab-\(UUID()).yaml").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data("name: Ours".utf8).write(to: URL(fileURLWithPath: path))
        #expect(try SettingsFile.find(named: path, environment: [:]) == SettingsFile(path: path, text: "name: Ours"))
        try Data([0x6E, 0xFF]).write(to: URL(fileURLWithPath: path))
        let refused = #expect(throws: SettingsError.self) { try SettingsFile.find(named: path, environment: [:]) }
        #expect(refused?.description.contains("not UTF-8") == true)
    }
}
