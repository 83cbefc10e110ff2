import Testing

@testable import MailAuthentication

@Suite struct AuthenticationResultsTests {
    /// The examples of RFC 8601 Appendix B.
    @Test func `results without any are read`() throws {
        let results = try #require(AuthenticationResults(" example.org 1; none"))
        #expect(results.server == "example.org" && results.outcomes.isEmpty)
    }

    @Test func `several results are read with their properties`() throws {
        let results = try #require(
            AuthenticationResults(
                """
                 example.com;\r
                  auth=pass (cram-md5) smtp.auth=sender@example.net;\r
                  spf=pass smtp.mailfrom=example.net; dkim = fail (bad (very) signature)\r
                  reason="changed; \\"twice\\"" header.d=example.com header.b="AB/c+="
                """))
        #expect(results.server == "example.com")
        #expect(results.outcomes.map(\.method) == ["auth", "spf", "dkim"])
        #expect(results.outcomes.map(\.result) == ["pass", "pass", "fail"])
        #expect(results.outcomes[0]["smtp.auth"] == "sender@example.net" && results.outcomes[1]["smtp.mailfrom"] == "example.net")
        #expect(results.outcomes[2].reason == "changed; \"twice\"" && results.outcomes[2]["header.b"] == "AB/c+=")
    }

    @Test func `a nested comment is passed over`() throws {
        let results = try #require(
            AuthenticationResults(
                " foo.example.net (foobar) 1 (baz); dkim (Because I like it) / 1 (One yay) = (wait for it) fail policy (A dot can go here) . "
                    + "(like that) expired (this surprised me) = (as I wasn't expecting it) 1362471462"))
        #expect(results.outcomes.first?["policy.expired"] == "1362471462")
    }

    @Test func `what large servers write is read`() throws {
        let results = try #require(
            AuthenticationResults(
                " mx.example.com; dkim=pass header.i=@example.net header.s=20230601 header.b=bT6n+/=; spf=pass (mx.example.com: domain of "
                    + "a@example.net designates 192.0.2.1 as permitted sender) smtp.mailfrom=a@example.net; dmarc=pass action=none "
                    + "header.from=example.net; compauth=pass reason=100"))
        #expect(results.outcomes(of: "dkim").first?["header.i"] == "@example.net")
        #expect(results.outcomes(of: "dmarc").first?["header.from"] == "example.net")
        #expect(results.outcomes(of: "compauth").first?.reason == "100")
        #expect(AuthenticationResults(String(results.header.dropFirst(23))) == results)
    }

    @Test(arguments: [
        "", ";", " ; dkim=pass", "example.org 2; none", "example.org; dkim", "example.org; dkim=",
        "example.org; dkim=pass header.d",
        "example.org; dkim=pass (open", "example.org; dkim=pass reason=\"open", "example.org dkim=pass",
        "example.org; dkim=pass x y",
        "example.org; " + String(repeating: "dkim=pass; ", count: 60),
        "example.org; dkim=pass " + String(repeating: "x", count: 20000),
        "example.org; dkim=pass " + String(repeating: "(", count: 5000),
    ])
    func `what is no such field is refused`(value: String) { #expect(AuthenticationResults(value) == nil) }

    @Test func `only what the trusted server wrote is believed`() {
        let fields = [
            (name: "Received", value: "x"), (name: "authentication-results", value: "MX.example.org; dkim=pass header.d=a.example"),
            (name: "Authentication-Results", value: "other.example; dkim=fail"),
            (name: "Authentication-Results", value: "mx.example.org; spf=pass"),
            (name: "Authentication-Results", value: "mx.example.org; ("),
        ]
        let said = AuthenticationResults.said(by: "mx.example.org", in: fields)
        #expect(said.map(\.method) == ["dkim", "spf"])
        #expect(AuthenticationResults.forged(as: "mx.example.org", in: fields) == [1, 3, 4])
        #expect(AuthenticationResults.forged(as: "mx.example", in: fields).isEmpty)
        #expect(AuthenticationResults.forged(as: "x", in: [("Authentication-Results", "(a) \"x\" ; junk =")]) == [0])
        #expect(AuthenticationResults.forged(as: "x", in: [("Authentication-Results", "(")]) == [0])
    }

    @Test func `what is written can be read`() throws {
        let dkim = DKIMResult(
            status: .fail, domain: "example.org", selector: "s1", identity: "@example.org", algorithm: "rsa-sha256",
            signature: "ab+/cd==",
            reason: "the body was \"changed\"\r\nX-Injected: 1", isPartial: false, isTesting: false)
        let spf = SPFResult(status: .pass, identity: .mailFrom, domain: "example.org", reason: "mx")
        let dmarc = DMARCResult(status: .pass, domain: "example.org", policy: .reject, isSigned: false, isAuthorized: true)
        let written = AuthenticationResults(server: "mx.example.net", dkim: [dkim], spf: spf, dmarc: dmarc)
        let header = written.header
        #expect(header.hasPrefix("Authentication-Results: mx.example.net;") && header.hasSuffix("\r\n"))
        #expect(!header.contains("\r\nX-Injected"))
        for line in header.split(separator: "\r\n").dropFirst() { #expect(line.hasPrefix(" ")) }
        let read = try #require(AuthenticationResults(String(header.dropFirst("Authentication-Results:".count))))
        #expect(read.server == written.server && read.outcomes.map(\.result) == ["fail", "pass", "pass"])
        #expect(read.outcomes[0]["header.b"] == "ab+/cd==" && read.outcomes[0]["header.d"] == "example.org")
        #expect(read.outcomes[1]["smtp.mailfrom"] == "example.org" && read.outcomes[2]["header.from"] == "example.org")
    }

    @Test func `a mail without signatures is said to have none`() {
        let written = AuthenticationResults(server: "mx.example.net", dkim: [], spf: nil, dmarc: nil)
        #expect(written.header == "Authentication-Results: mx.example.net; dkim=none\r\n")
        #expect(AuthenticationResults(server: "a", outcomes: []).header == "Authentication-Results: a; none\r\n")
    }
}
