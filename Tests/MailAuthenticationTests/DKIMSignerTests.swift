import Testing

@testable import MailAuthentication

@Suite struct DKIMSignerTests {
    static let ed25519 = DKIMSigner(domain: "example.org", selector: "e", key: try! .generate(.ed25519))
    static let rsa = DKIMSigner(domain: "example.org", selector: "r", key: try! .generate(.rsa))
    static let zone = Zone(texts: [
        "e._domainkey.example.org": [ed25519.key.publicRecord], "r._domainkey.example.org": [rsa.key.publicRecord],
    ])
    static let text = "From: a@example.org\nTo: b@example.net\nSubject: Hi\nX-Trace: 1\n\nHello.\n"

    private func signed(_ text: String = text) throws -> [UInt8] {
        try DKIMSigner.headers(for: mail(text), at: 1_700_000_000_123, by: [Self.rsa, Self.ed25519]) + mail(text)
    }

    @Test func `both signatures are true`() async throws {
        let results = await DKIM.verify(try signed(), with: Self.zone, now: 1_700_000_001_000)
        #expect(results.map(\.status) == [.pass, .pass])
        #expect(results.map(\.algorithm) == ["rsa-sha256", "ed25519-sha256"])
    }

    @Test func `lines are short and the time is in seconds`() throws {
        let header = String(decoding: try Self.rsa.header(for: mail(Self.text), at: 1_700_000_000_123), as: UTF8.self)
        #expect(header.hasPrefix("DKIM-Signature: v=1; a=rsa-sha256;") && header.hasSuffix("\r\n"))
        #expect(header.contains("t=1700000000;") && !header.contains("l="))
        for line in header.split(separator: "\r\n") { #expect(line.utf8.count <= 78) }
    }

    @Test(arguments: [
        "From: x@example.com", "Subject: Other", "Reply-To: x@example.com", "Content-Type: text/html", "Cc: c@example.com",
    ])
    func `a field that is added breaks the signatures, wherever it stands`(field: String) async throws {
        let message = String(decoding: try signed(), as: UTF8.self)
        for changed in [field + "\r\n" + message, message.replacing("X-Trace: 1", with: "X-Trace: 1\r\n" + field)] {
            let results = await DKIM.verify(Array(changed.utf8), with: Self.zone, now: 0)
            #expect(results.count == 2 && results.allSatisfy { $0.status != .pass })
        }
    }

    @Test func `a trace field that is added changes nothing`() async throws {
        let message = Array("Received: from x\r\n".utf8) + (try signed())
        #expect(await DKIM.verify(message, with: Self.zone, now: 0).map(\.status) == [.pass, .pass])
    }

    @Test func `the fields of an unsubscription are signed where they stand`() throws {
        let text = "List-Unsubscribe: <https://example.org/u>\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\n" + Self.text
        let header = String(decoding: try Self.rsa.header(for: mail(text), at: 0), as: UTF8.self).filter { !$0.isWhitespace }
        #expect(header.contains("List-Unsubscribe:List-Unsubscribe:List-Unsubscribe-Post:List-Unsubscribe-Post"))
    }

    @Test func `what cannot be signed is refused`() throws {
        #expect(throws: DKIMFault.noFrom) { try Self.rsa.header(for: mail("To: a@example.org\n\nHi\n"), at: 0) }
        #expect(throws: DKIMFault.badMessage) { try Self.rsa.header(for: mail("no field\n\nHi\n"), at: 0) }
        #expect(throws: DKIMFault.badMessage) { try Self.rsa.header(for: [], at: 0) }
        for (domain, selector) in [("example.org", "a b"), ("exa;mple.org", "a"), ("a..b", "s"), ("example.org", "x\r\ny")] {
            let signer = DKIMSigner(domain: domain, selector: selector, key: Self.ed25519.key)
            #expect(throws: DKIMFault.badName) { try signer.header(for: mail(Self.text), at: 0) }
        }
    }

    @Test func `keys survive their text`() throws {
        for signer in [Self.rsa, Self.ed25519] {
            let key = try DKIMKey(pem: signer.key.pem)
            #expect(key.publicRecord == signer.key.publicRecord && key.algorithm == signer.key.algorithm)
            #expect(key.pem.hasPrefix("-----BEGIN PRIVATE KEY-----\n") && key.pem.hasSuffix("-----END PRIVATE KEY-----\n"))
        }
    }

    @Test(arguments: ["", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", "secret"])
    func `another text is no key`(pem: String) {
        #expect(throws: DKIMFault.badKey) { try DKIMKey(pem: pem) }
    }

    @Test func `a domain with other characters is written in ASCII`() throws {
        let signer = DKIMSigner(domain: "bücher.example", selector: "s", key: Self.ed25519.key)
        let header = String(decoding: try signer.header(for: mail(Self.text), at: 0), as: UTF8.self)
        #expect(header.contains("d=xn--bcher-kva.example;"))
    }
}
