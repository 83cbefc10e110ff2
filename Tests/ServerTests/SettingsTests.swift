import Logging
import Server
import Testing

@Suite("Settings")
struct SettingsTests {
    @Test("A server that was told nothing has the documented defaults")
    func defaults() throws {
        let settings = try Settings.load()
        #expect(settings == Settings.standard)
        #expect(settings.name == "Confab")
        #expect(settings.publicURL == "http://localhost:8080")
        #expect(settings.listen == [Settings.Listen(host: "127.0.0.1", port: 8080)])
        #expect(settings.tls == nil)
        #expect(settings.data == "./data")
        #expect(settings.registration.policy == .invite)
        #expect(settings.registration.membersInvite)
        #expect(settings.log.level == .info)
        #expect(settings.push.subject == "mailto:postmaster@localhost")
        #expect(settings.limits.attachmentBytes == 100 * 1024 * 1024)
        #expect(settings.limits.messagesPerMinute == 240)
        #expect(settings.limits.messageBurst == 60)
        #expect(settings.limits.requestMessages == 10)
    }

    @Test("Every default in the table is right by its own rule")
    func tableIsConsistent() throws {
        for setting in Setting.table {
            let again = try Settings.load(overrides: [.init(set: "\(setting.name)=\(setting.standard)")])
            #expect(again == Settings.standard, "\(setting.name)")
        }
        #expect(Set(Setting.table.map(\.name)).count == Setting.table.count)
        #expect(Set(Setting.table.map(\.variable)).count == Setting.table.count)
        #expect(Settings.otherVariables.isDisjoint(with: Setting.table.map(\.variable)))
    }

    @Test("The command line is stronger than the environment, and the environment than the file")
    func precedence() throws {
        let file = SettingsFile(path: "confab.yaml", text: "name: F\ndata: /file\nlog:\n  level: debug\n")
        let settings = try Settings.load(
            file: file, environment: ["CONFAB_NAME": "E", "CONFAB_DATA": "/environment", "HOME": "/"],
            overrides: [.init(flag: "--data", name: "data", value: "/argument")])
        #expect(settings.name == "E")
        #expect(settings.data == "/argument")
        #expect(settings.log.level == .debug)
    }

    @Test("The public URL follows the first address and TLS unless it is given")
    func publicURL() throws {
        #expect(try loaded("listen=0.0.0.0:80").publicURL == "http://localhost")
        #expect(try loaded("listen=:9,[::1]:8").publicURL == "http://localhost:9")
        #expect(try loaded("tls.certificate=/c", "tls.key=/k").publicURL == "https://localhost:8080")
        #expect(try loaded("public_url=HTTPS://Chat.Example.org:443/").publicURL == "https://chat.example.org")
        #expect(try loaded("listen=127.0.0.1:0").publicURL(boundTo: 4321) == "http://localhost:4321")
        #expect(try loaded("public_url=http://a.example").publicURL(boundTo: 4321) == "http://a.example")
    }

    @Test("A list takes commas, and all of the repeated arguments, but replaces a weaker source's")
    func lists() throws {
        let arguments = ["[::1]:1", "a.example:2, :3"].map { Settings.Override(flag: "--listen", name: "listen", value: $0) }
        let settings = try Settings.load(environment: ["CONFAB_LISTEN": "127.0.0.1:7"], overrides: arguments)
        #expect(settings.listen.map(\.host) == ["::1", "a.example", ""])
        #expect(settings.listen.map(\.port) == [1, 2, 3])
    }

    @Test("An empty value takes an optional setting away")
    func emptyIsNone() throws {
        let file = SettingsFile(path: "f", text: "metrics: {token: 0123456789abcdef}\ntrusted_proxies: [10.0.0.1]\n")
        #expect(try Settings.load(file: file).metricsToken == "0123456789abcdef")
        let settings = try Settings.load(file: file, environment: ["CONFAB_METRICS_TOKEN": "", "CONFAB_TRUSTED_PROXIES": ""])
        #expect(settings.metricsToken == nil)
        #expect(settings.trustedProxies == [])
    }

    @Test(
        "Sizes are read with their units",
        arguments: [("1", 1), ("500 kB", 500_000), ("100 MiB", 104_857_600), ("2GB", 2_000_000_000), ("1 gib", 1 << 30)])
    func sizes(text: String, bytes: Int) throws {
        #expect(try loaded("limits.attachment_bytes=\(text)").limits.attachmentBytes == bytes)
    }

    @Test("Equal addresses of proxies become equal texts")
    func canonicalAddresses() throws {
        #expect(try loaded("trusted_proxies=0:0:0::1,10.0.0.1").trustedProxies == ["::1", "10.0.0.1"])
    }
}

/// The settings of some `--set` arguments alone.
func loaded(_ arguments: String...) throws -> Settings {
    try Settings.load(overrides: arguments.map(Settings.Override.init(set:)))
}
