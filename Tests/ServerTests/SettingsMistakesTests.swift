import Server
import Testing

@Suite("Mistakes in settings")
struct SettingsMistakesTests {
    @Test(
        "A wrong value is refused with its place, name, value and what is right",
        arguments: [
            ("name", "", "1 to 80 characters"), ("name", "a\u{7}b", "control"),
            ("public_url", "chat.example.org", "http://"), ("public_url", "http://a.example/chat", "without a path"),
            ("public_url", "http://user@a.example", "http://"), ("public_url", "ftp://a.example", "http://"),
            ("public_url", "http://a.example:0", "http://"), ("public_url", "http://a.example?b", "http://"),
            ("listen", "8080", "host:port"), ("listen", "a:b", "host:port"), ("listen", "a:65536", "host:port"),
            ("listen", "::1:80", "host:port"), ("listen", "a_b:80", "host:port"), ("listen", "", "host:port"),
            ("listen", "[a]:80", "host:port"), ("listen", "a:+1", "host:port"),
            ("registration.policy", "everyone", "one of invite, domain, open"),
            ("registration.domains", "@example.org", "mail domain"), ("registration.domains", "10.0.0.1", "mail domain"),
            ("registration.members_invite", "yes", "true or false"),
            ("limits.messages_per_minute", "yes", "whole number"), ("limits.messages_per_minute", "-1", "whole number"),
            ("limits.messages_per_minute", "1.5", "whole number"), ("limits.messages_per_minute", "1e3", "whole number"),
            ("limits.members_per_conversation", "1", "from 2 to 1000000"),
            ("limits.attachment_bytes", "0", "number of bytes"), ("limits.attachment_bytes", "10 parsecs", "number of bytes"),
            ("limits.attachment_bytes", "99999999999 TiB", "number of bytes"),
            ("limits.attachment_bytes", "MiB", "number of bytes"),
            ("log.level", "loud", "one of trace"), ("log.format", "xml", "one of pretty, json"),
            ("push.subject", "postmaster@localhost", "mailto:"), ("push.subject", "mailto:", "mailto:"),
            ("trusted_proxies", "10.0.0.0/8", "IPv4 or IPv6 address"), ("data", "", "path of a folder"),
        ])
    func wrongValues(name: String, value: String, right: String) throws {
        let mistake = try #require(mistakes(sets: ["\(name)=\(value)"]).first)
        #expect(mistake.place == "--set")
        #expect(mistake.name == name)
        #expect(mistake.reason.contains(right), "\(mistake.reason)")
        #expect(mistake.value != nil)
    }

    @Test("A secret is not shown, neither under its name nor under one near it")
    func secretsAreHidden() {
        let file = SettingsFile(path: "f", text: "metrics:\n  token: hunter2\n  tokn: hunter2\nx: [hunter2\n")
        let broken = mistakes(file: file, environment: ["CONFAB_METRICS_TOKEN": "hunter2", "CONFAB_METRIC_TOKEN": "hunter2"])
        #expect(broken.count == 3)
        let fine = SettingsFile(path: "f", text: "metrics:\n  token: hunter2\n  tokn: hunter2\n")
        #expect(mistakes(file: fine).map(\.value) == ["(hidden)", nil])
        for mistake in broken + mistakes(file: fine) { #expect(!mistake.description.contains("hunter2"), "\(mistake)") }
    }

    @Test("An unknown variable is refused with the near name, and the documented others are left alone")
    func unknownVariables() {
        let others = Dictionary(uniqueKeysWithValues: Settings.otherVariables.map { ($0, "1") })
        #expect(mistakes(environment: others) == [])
        let unknown = mistakes(environment: ["CONFAB_LISTN": "x", "CONFABLISTEN": "x"])
        #expect(unknown.map(\.place) == ["CONFAB_LISTN"])
        #expect(unknown.map(\.suggestion) == ["CONFAB_LISTEN"])
        let wrong = mistakes(environment: ["CONFAB_LISTEN": "x"]).first
        #expect(wrong?.name == "listen" && wrong?.place == "CONFAB_LISTEN")
    }

    @Test(
        "A near name is suggested, and nothing where none is near",
        arguments: [
            ("nmae", "name"), ("public-url", "public_url"), ("registration.polcy", "registration.policy"),
            ("policy", "registration.policy"), ("limit.messages_per_minute", "limits.messages_per_minute"),
            ("zzzzzz", nil), ("", nil),
        ])
    func suggestions(name: String, near: String?) {
        #expect(mistakes(sets: ["\(name)=1"]).map(\.suggestion) == [near])
    }

    @Test("All mistakes of all sources come at once")
    func allAtOnce() {
        let file = SettingsFile(path: "c.yaml", text: "name: ''\nlisten: nowhere\nwhat: 1\n")
        let all = mistakes(file: file, environment: ["CONFAB_LOG_LEVEL": "loud"], sets: ["data"])
        #expect(all.map(\.place) == ["c.yaml:1", "c.yaml:2", "c.yaml:3", "CONFAB_LOG_LEVEL", "--set"])
        let text = SettingsError(mistakes: all).description
        #expect(text.contains("c.yaml:2: listen = \"nowhere\": must be a list; each host:port"))
        #expect(text.contains("--set: data: must be name=value"))
    }

    @Test("Half of a TLS pair and a domain policy without domains are refused where they were said")
    func crossChecks() {
        let half = mistakes(environment: ["CONFAB_TLS_KEY": "/k"])
        #expect(half.map(\.place) == ["CONFAB_TLS_KEY"])
        #expect(half.first?.reason.contains("tls.certificate") == true)
        #expect(mistakes(environment: ["CONFAB_TLS_KEY": "/k", "CONFAB_TLS_CERTIFICATE": "/c"]) == [])
        let domain = mistakes(file: SettingsFile(path: "f", text: "registration:\n  policy: domain\n"))
        #expect(domain.map(\.place) == ["f:2"])
        #expect(mistakes(sets: ["registration.policy=domain", "registration.domains=example.org"]) == [])
    }
}

/// What is refused of these sources; empty when nothing is.
func mistakes(
    file: SettingsFile? = nil, environment: [String: String] = [:], sets: [String] = []
) -> [SettingsError.Mistake] {
    do {
        _ = try Settings.load(file: file, environment: environment, overrides: sets.map(Settings.Override.init(set:)))
        return []
    } catch {
        return error.mistakes
    }
}
