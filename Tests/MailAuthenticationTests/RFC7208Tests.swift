import DNS
import Testing

@testable import MailAuthentication

/// The zone and the records of RFC 7208 Appendix A, and its macros (§7.4).
@Suite struct RFC7208Tests {
    static let zone = Zone(
        hosts: [
            "example.com": ["192.0.2.10", "192.0.2.11"], "amy.example.com": ["192.0.2.65"], "bob.example.com": ["192.0.2.66"],
            "mail-a.example.com": ["192.0.2.129"], "mail-b.example.com": ["192.0.2.130"],
            "www.example.com": ["192.0.2.10", "192.0.2.11"],
            "mail-c.example.org": ["192.0.2.140"], "mary.mobile-users._spf.example.com": ["127.0.0.2"],
            "joel.remote-users._spf.example.com": ["127.0.0.2"], "3.2.0.192.in-addr._spf.example.com": ["127.0.0.2"],
        ],
        exchanges: ["example.com": ["mail-a.example.com", "mail-b.example.com"], "example.org": ["mail-c.example.org"]],
        pointers: [
            "10.2.0.192.in-addr.arpa": ["example.com"], "65.2.0.192.in-addr.arpa": ["amy.example.com"],
            "66.2.0.192.in-addr.arpa": ["bob.example.com"], "129.2.0.192.in-addr.arpa": ["mail-a.example.com"],
            "140.2.0.192.in-addr.arpa": ["mail-c.example.org"], "4.0.0.10.in-addr.arpa": ["bob.example.com"],
        ])

    private func check(_ record: String, _ ip: String, from: String = "user@example.com") async throws -> SPFResult.Status {
        var zone = Self.zone
        zone.texts["example.com"] = [record]
        return await SPF.check(ip: try #require(IPAddress(ip)), helo: "helo.example.com", from: from, with: zone).status
    }

    @Test(arguments: [
        ("v=spf1 +all", ["192.0.2.129", "203.0.113.1", "2001:db8::1"], [String]()),
        ("v=spf1 a -all", ["192.0.2.10", "192.0.2.11"], ["192.0.2.129"]),
        ("v=spf1 a:example.org -all", [], ["192.0.2.10"]), ("v=spf1 mx -all", ["192.0.2.129", "192.0.2.130"], ["192.0.2.10"]),
        ("v=spf1 mx:example.org -all", ["192.0.2.140"], ["192.0.2.129"]),
        ("v=spf1 mx mx:example.org -all", ["192.0.2.129", "192.0.2.130", "192.0.2.140"], ["192.0.2.10"]),
        ("v=spf1 mx/30 mx:example.org/30 -all", ["192.0.2.131", "192.0.2.143"], ["192.0.2.144"]),
        ("v=spf1 ptr -all", ["192.0.2.10", "192.0.2.65"], ["192.0.2.140", "10.0.0.4"]),
        ("v=spf1 ip4:192.0.2.128/28 -all", ["192.0.2.129"], ["192.0.2.65"]),
        ("v=spf1 ip6:2001:db8::/32 -all", ["2001:db8:1::1"], ["2001:db9::1", "192.0.2.1"]),
        ("v=spf1 ip4:192.0.2.1 -all", ["::ffff:192.0.2.1"], ["::ffff:192.0.2.2"]),
        ("v=spf1 exists:%{ir}.%{v}._spf.%{d2} -all", ["192.0.2.3"], ["192.0.2.4"]),
    ])
    func `a record lets its hosts send and no other`(record: String, hosts: [String], others: [String]) async throws {
        for host in hosts { #expect(try await check(record, host) == .pass, "\(record) \(host)") }
        for host in others { #expect(try await check(record, host) == .fail, "\(record) \(host)") }
    }

    @Test func `users can be named by macros`() async throws {
        let record = "v=spf1 mx exists:%{l1r+}.mobile-users._spf.%{d2} exists:%{l1r+}.remote-users._spf.%{d2} -all"
        #expect(try await check(record, "203.0.113.1", from: "mary+x@example.com") == .pass)
        #expect(try await check(record, "203.0.113.1", from: "joel@example.com") == .pass)
        #expect(try await check(record, "203.0.113.1", from: "eve@example.com") == .fail)
    }

    @Test(arguments: [
        ("%{s}", "strong-bad@email.example.com"), ("%{o}", "email.example.com"), ("%{d}", "email.example.com"),
        ("%{d4}", "email.example.com"), ("%{d3}", "email.example.com"), ("%{d2}", "example.com"), ("%{d1}", "com"),
        ("%{dr}", "com.example.email"), ("%{d2r}", "example.email"), ("%{l}", "strong-bad"), ("%{l-}", "strong.bad"),
        ("%{lr}", "strong-bad"), ("%{lr-}", "bad.strong"), ("%{l1r-}", "strong"), ("%{S}", "strong-bad%40email.example.com"),
        ("%{ir}.%{v}._spf.%{d2}", "3.2.0.192.in-addr._spf.example.com"), ("%{lr-}.lp._spf.%{d2}", "bad.strong.lp._spf.example.com"),
        ("%{lr-}.lp.%{ir}.%{v}._spf.%{d2}", "bad.strong.lp.3.2.0.192.in-addr._spf.example.com"),
        ("%{d2}.trusted-domains.example.net", "example.com.trusted-domains.example.net"), ("a%%b%_c%-.x", "a%b c%20.x"),
    ])
    func `macros are expanded as in the examples`(text: String, expanded: String) throws {
        let spec = try #require(SPFMacroString(text[...]))
        var output = ""
        for part in spec.parts {
            switch part {
            case .literal(let literal): output += literal
            case .macro(let macro):
                let values: [UInt8: String] = [
                    0x73: "strong-bad@email.example.com", 0x6F: "email.example.com", 0x64: "email.example.com", 0x6C: "strong-bad",
                    0x69: "192.0.2.3", 0x76: "in-addr",
                ]
                output += macro.transform(try #require(values[macro.letter]))
            }
        }
        #expect(output == expanded)
    }
}
