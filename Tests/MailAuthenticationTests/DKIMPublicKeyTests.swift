import Bytes
import Testing

@testable import MailAuthentication

/// What a key's record may say, with the signed example of RFC 6376.
@Suite struct DKIMPublicKeyTests {
    private func verify(_ records: [String]) async throws -> DKIMResult {
        let zone = Zone(texts: ["brisbane._domainkey.example.com": records])
        let results = await DKIM.verify(mail(RFC6376Tests.message), with: zone, now: 0)
        return try #require(results.first)
    }

    @Test(arguments: [
        "v=DKIM1; ", "v=DKIM1; k=rsa; h=sha1:sha256; s=email; n=a note; g=*; ", "s=*; x=unknown; ", "g=nobody; ", "k = RSA ;\t",
    ])
    func `records of every form are accepted`(tags: String) async throws {
        #expect(try await verify([tags + RFC6376Tests.key]).status == .pass)
    }

    @Test(arguments: [
        "v=DKIM2; ", "k=rsa; v=DKIM1; ", "h=sha1; ", "s=tlsrpt; ", "k=ed25519; ", "k=x; ", "t=s; ", "p=; k=", "nonsense; ",
    ])
    func `records that are not for the signature are permanent errors`(tags: String) async throws {
        #expect(try await verify([tags + RFC6376Tests.key]).status == .permerror)
    }

    @Test func `a revoked key is said to be one`() async throws {
        let result = try await verify(["v=DKIM1; p="])
        #expect(result.status == .permerror && result.reason.contains("revoked"))
    }

    @Test func `a domain that only tries is flagged`() async throws {
        let result = try await verify(["t=y; " + RFC6376Tests.key])
        #expect(result.status == .pass && result.isTesting)
    }

    @Test func `a key without the algorithm's name around it is read`() async throws {
        // SubjectPublicKeyInfo begins with 22 bytes that RSAPublicKey lacks; base 64 has to be made anew.
        let whole = try #require(TagList(RFC6376Tests.key)?.bytes("p", maxBytes: 1000))
        let bare = Base64.encode(Array(whole.dropFirst(22)))
        #expect(try await verify(["p=" + bare]).status == .pass)
    }

    @Test func `white space and missing padding in a key do not matter`() async throws {
        let key = RFC6376Tests.key.replacing("DkMoGe", with: "DkM oGe\t")
        #expect(try await verify([key]).status == .pass)
    }

    @Test func `another key fails, and a key of another record is found`() async throws {
        let other = try DKIMKey.generate(.rsa).publicRecord
        #expect(try await verify([other]).status == .fail)
        #expect(try await verify(["v=spf1 -all", RFC6376Tests.key]).status == .pass)
    }

    @Test func `a short key is not accepted`() async throws {
        let short =
            "p=MHwwDQYJKoZIhvcNAQEBBQADawAwaAJhALPEYd33rVi8OvnuMw5jOsp9si+n5e5JktuMxsOZyTskUMgEH4631N2D+XwNwbsuynGq2RKB+fpAS0JwFtoDR/GX"
            + "SIBDBoFridBNmz65AJ6DvxF3+GDV/llPrLsdClFmwwIDAQAB"
        #expect(try await verify([short]).status == .policy)
    }

    @Test func `a key that is missing and one that cannot be had are told apart`() async throws {
        #expect(try await verify([]).status == .permerror)
        let message = mail(RFC6376Tests.message)
        #expect(await DKIM.verify(message, with: Zone(), now: 0).map(\.status) == [.permerror])
        let broken = Zone(broken: ["brisbane._domainkey.example.com"])
        #expect(await DKIM.verify(message, with: broken, now: 0).map(\.status) == [.temperror])
    }
}
