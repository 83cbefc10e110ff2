import DNS
import Testing

@testable import MailAuthentication

@Suite struct SPFTests {
    private static let ip = IPAddress.v4(0xC000_0201)

    private func check(_ zone: Zone, from: String = "user@a.example", helo: String = "mail.example") async -> SPFResult {
        await SPF.check(ip: Self.ip, helo: helo, from: from, with: zone)
    }

    private func check(_ record: String) async -> SPFResult.Status { await check(Zone(texts: ["a.example": [record]])).status }

    @Test(arguments: [
        ("v=spf1 all", SPFResult.Status.pass), ("v=spf1 -all", .fail), ("v=spf1 ~all", .softfail), ("v=spf1 ?all", .neutral),
        ("v=spf1", .neutral), ("V=SPF1 -ALL", .fail), ("v=spf1  -all ", .fail), ("v=spf10 -all", .none), ("v=spf1\t-all", .none),
        ("v=spf1 ip4:192.0.2.0/24 -all", .pass), ("v=spf1 foo=%{d}bar -all", .fail), ("v=spf1 exp=x.%{d} -all", .fail),
        ("v=spf1 all redirect=b.example", .pass),
    ])
    func `a record gives its result`(record: String, status: SPFResult.Status) async { #expect(await check(record) == status) }

    @Test(arguments: [
        "all:x", "all/8", "foo", "a:", "a:b", "a:a..b.123", "a:b.example/33", "a:b.example//129", "a/024", "a/", "a//", "mx:b.1",
        "ptr/24",
        "ip4:192.0.2.256", "ip4:192.0.2.1/33", "ip4", "ip4:2001:db8::1", "ip6:192.0.2.1", "ip6:::1/129", "include", "include:",
        "include:x%", "exists", "exists:%{d0}", "exists:%{x}", "exists:%{c}.example", "exists:%(d).example", "exists:%{d", "foo=%x",
        "redirect=", "redirect=b.example redirect=b.example", "exp=x.example exp=x.example", "1=x", "=x", "-", "all\u{E4}",
        "a:b.-c",
        "all\u{1}",
    ])
    func `a term that is wrong makes the whole record wrong, wherever it stands`(term: String) async {
        #expect(await check("v=spf1 " + term) == .permerror)
        #expect(await check("v=spf1 +all " + term) == .permerror)
    }

    @Test func `included records and redirections are asked`() async {
        var zone = Zone(texts: ["a.example": ["v=spf1 include:b.example -all"], "b.example": ["v=spf1 ip4:192.0.2.1 ~all"]])
        #expect(await check(zone).status == .pass)
        zone.texts["b.example"] = ["v=spf1 -all"]
        #expect(await check(zone).status == .fail)
        zone.texts["b.example"] = ["unrelated"]
        #expect(await check(zone).status == .permerror)
        zone.texts = ["a.example": ["v=spf1 redirect=b.example"], "b.example": ["v=spf1 ~all"]]
        #expect(await check(zone).status == .softfail)
        zone.texts["b.example"] = nil
        #expect(await check(zone).status == .permerror)
    }

    @Test func `the null path is judged by the name of the greeting`() async {
        let result = await check(Zone(texts: ["mail.example": ["v=spf1 exists:%{l}.ok.example -all"]]), from: "")
        #expect(result.status == .fail && result.identity == .helo && result.domain == "mail.example")
        let zone = Zone(
            texts: ["mail.example": ["v=spf1 exists:%{l}.ok.example -all"]], hosts: ["postmaster.ok.example": ["127.0.0.1"]])
        #expect(await check(zone, from: "").status == .pass)
        #expect(await check(zone, from: "", helo: "[192.0.2.1]").status == .none)
    }

    @Test(arguments: [
        "user@localhost", "user@a..example", "user@", "user@a.example..", "user@" + String(repeating: "a", count: 64) + ".example",
    ])
    func `a domain that can have no record has none`(from: String) async {
        #expect(await check(Zone(), from: from).status == .none)
    }

    @Test func `a domain with other characters is asked in ASCII`() async {
        let zone = Zone(texts: ["xn--bcher-kva.example": ["v=spf1 -all"]])
        #expect(await check(zone, from: "a@bücher.example").status == .fail)
    }

    @Test func `two records are a permanent error, other texts do not matter`() async {
        #expect(await check(Zone(texts: ["a.example": ["v=spf1 -all", "v=spf1 all"]])).status == .permerror)
        #expect(await check(Zone(texts: ["a.example": ["google-site=1", "v=spf1 -all"]])).status == .fail)
    }

    @Test func `there are at most ten lookups`() async {
        func zone(_ count: Int) -> Zone {
            let terms = Array(repeating: "a:b.example", count: count).joined(separator: " ")
            return Zone(texts: ["a.example": ["v=spf1 \(terms) -all"]], hosts: ["b.example": ["203.0.113.1"]])
        }
        #expect(await check(zone(10)).status == .fail)
        #expect(await check(zone(11)).status == .permerror)
        #expect(await check(Zone(texts: ["a.example": ["v=spf1 include:a.example -all"]])).status == .permerror)
        #expect(await check(Zone(texts: ["a.example": ["v=spf1 redirect=a.example"]])).status == .permerror)
    }

    @Test func `at most two lookups bring nothing`() async {
        #expect(await check("v=spf1 a:1.b.example a:2.b.example -all") == .fail)
        #expect(await check("v=spf1 a:1.b.example a:2.b.example a:3.b.example -all") == .permerror)
    }

    @Test func `more than ten mail exchanges are a permanent error`() async {
        let hosts = (0..<11).map { "\($0).b.example" }
        var zone = Zone(texts: ["a.example": ["v=spf1 mx -all"]], exchanges: ["a.example": hosts])
        #expect(await check(zone).status == .permerror)
        zone.exchanges["a.example"] = Array(hosts.dropLast())
        zone.hosts = Dictionary(uniqueKeysWithValues: hosts.map { ($0, ["203.0.113.1"]) })
        #expect(await check(zone).status == .fail)
    }

    @Test func `only names that lead back to the address are its names, and only ten are tried`() async {
        var zone = Zone(
            texts: ["a.example": ["v=spf1 ptr -all"]], hosts: ["x.a.example": ["192.0.2.1"], "other.example": ["192.0.2.1"]])
        zone.pointers[Self.ip.reverseName] = ["other.example", "x.A.example"]
        #expect(await check(zone).status == .pass)
        zone.pointers[Self.ip.reverseName] = Array(repeating: "other.example", count: 10) + ["x.a.example"]
        #expect(await check(zone).status == .fail)
        zone.hosts["x.a.example"] = ["192.0.2.2"]
        zone.pointers[Self.ip.reverseName] = ["x.a.example", "bada.example"]
        #expect(await check(zone).status == .fail)
    }

    @Test func `a lookup that fails is temporary, but not that of a name`() async {
        var zone = Zone(broken: ["a.example"])
        #expect(await check(zone).status == .temperror)
        zone = Zone(texts: ["a.example": ["v=spf1 a:b.example -all"]], broken: ["b.example"])
        #expect(await check(zone).status == .temperror)
        zone = Zone(texts: ["a.example": ["v=spf1 ptr -all"]], broken: [Self.ip.reverseName])
        #expect(await check(zone).status == .fail)
    }

    @Test func `the mechanism that decided is told`() async {
        #expect(await check(Zone(texts: ["a.example": ["v=spf1 ip4:192.0.2.1 -all"]])).reason == "ip4:192.0.2.1")
        #expect(await check(Zone(texts: ["a.example": ["v=spf1 nonsense"]])).reason == "syntax: nonsense")
    }
}
