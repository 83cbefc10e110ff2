import Testing

@testable import MailAuthentication

@Suite struct DMARCTests {
    private func dkim(_ domain: String, _ status: DKIMResult.Status = .pass, isPartial: Bool = false) -> DKIMResult {
        DKIMResult(
            status: status, domain: domain, selector: "s", identity: "@" + domain, algorithm: "rsa-sha256", signature: "",
            reason: "",
            isPartial: isPartial, isTesting: false)
    }

    private func judge(
        _ from: String, _ records: [String: [String]], dkim: [DKIMResult] = [], spf: String? = nil
    ) async -> DMARCResult {
        let sender = SPFResult(status: spf == nil ? .fail : .pass, identity: .mailFrom, domain: spf ?? "x.example", reason: "")
        return await DMARC.judge(fromDomain: from, dkim: dkim, spf: sender, spfDomain: sender.domain, with: Zone(texts: records))
    }

    private static let reject = ["_dmarc.example.org": ["v=DMARC1; p=reject; sp=quarantine"]]

    @Test func `a signature of the organization passes`() async {
        let result = await judge("mail.Example.org", Self.reject, dkim: [dkim("news.example.org")])
        #expect(result.status == .pass && result.isSigned && !result.isAuthorized && result.domain == "mail.example.org")
    }

    @Test func `an envelope of the organization passes`() async {
        let result = await judge("example.org", Self.reject, spf: "bounces.example.org")
        #expect(result.status == .pass && !result.isSigned && result.isAuthorized)
    }

    @Test func `who is another fails, with the policy of the domain`() async {
        let others = [
            dkim("example.net"), dkim("example.org", .fail), dkim("example.org", isPartial: true), dkim("badexample.org"),
        ]
        let result = await judge("example.org", Self.reject, dkim: others, spf: "example.net")
        #expect(result.status == .fail && result.policy == .reject && !result.isSigned && !result.isAuthorized)
        #expect(await judge("a.example.org", Self.reject).policy == .quarantine)
    }

    @Test func `strict alignment wants the same domain`() async {
        let records = ["_dmarc.example.org": ["v=DMARC1;p=none;adkim=s;aspf=s"]]
        #expect(await judge("example.org", records, dkim: [dkim("a.example.org")], spf: "a.example.org").status == .fail)
        #expect(await judge("example.org", records, dkim: [dkim("example.org")]).status == .pass)
        #expect(await judge("example.org", records, spf: "EXAMPLE.org").status == .pass)
    }

    @Test func `without a record nothing is decided, but who it is is told`() async {
        let result = await judge("example.org", [:], dkim: [dkim("example.org")])
        #expect(result.status == .none && result.isSigned)
    }

    @Test func `a domain's own record stands before its organization's`() async {
        let records = Self.reject.merging(["_dmarc.a.example.org": ["v=DMARC1; p=none; sp=reject"]]) { $1 }
        #expect(await judge("a.example.org", records).policy == .none)
    }

    @Test(arguments: [
        (["v=DMARC1; p=reject", "v=DMARC1; p=none"], DMARCResult.Status.none), (["v=spf1", "v=DMARC1; p=none"], .fail),
        (["v=DMARC2; p=reject"], .none), (["p=reject; v=DMARC1"], .none), (["v=DMARC1"], .permerror),
        (["v=DMARC1; p=what"], .permerror),
        (["v=DMARC1; p=what; rua=mailto:a@example.org"], .fail), (["v=DMARC1; p=none; p=none"], .permerror),
        (["v = DMARC1 ; p = Reject ; pct=0; x=y;"], .fail), ([], .none),
    ])
    func `records are read as the standard says`(records: [String], status: DMARCResult.Status) async {
        #expect(await judge("example.org", ["_dmarc.example.org": records]).status == status)
    }

    @Test func `a lookup that fails is temporary`() async {
        let spf = SPFResult(status: .none, identity: .helo, domain: "", reason: "")
        let zone = Zone(broken: ["_dmarc.example.org"])
        let result = await DMARC.judge(fromDomain: "example.org", dkim: [], spf: spf, spfDomain: "", with: zone)
        #expect(result.status == .temperror)
        #expect(await DMARC.judge(fromDomain: "a..b", dkim: [], spf: spf, spfDomain: "", with: zone).status == .permerror)
    }

    @Test(arguments: [
        ("example.com", "example.com"), ("a.b.example.com", "example.com"), ("a.example.co.uk", "example.co.uk"),
        ("co.uk", "co.uk"),
        ("example.uk", "example.uk"), ("a.example.uk", "example.uk"), ("x.example.gob.mx", "example.gob.mx"),
        ("mail.ann.github.io", "ann.github.io"), ("a.b.c.or.jp", "c.or.jp"), ("com", "com"), ("A.Example.COM.", "example.com"),
    ])
    func `the organization's domain is one label below the suffix`(domain: String, organization: String) {
        #expect(OrganizationalDomain.of(domain) == organization)
    }
}
