import Bytes
import Testing

@testable import MailAuthentication

/// The examples of RFC 6376 (§3.4.5 and Appendix A).
@Suite struct RFC6376Tests {
    static let message = """
        DKIM-Signature: v=1; a=rsa-sha256; s=brisbane; d=example.com;
              c=simple/simple; q=dns/txt; i=joe@football.example.com;
              h=Received : From : To : Subject : Date : Message-ID;
              bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
              b=AuUoFEfDxTDkHlLXSZEpZj79LICEps6eda7W3deTVFOk4yAUoqOB
              4nujc7YopdG5dWLSdNg6xNAZpOPr+kHxt1IrE+NahM6L/LbvaHut
              KVdkLLkpVaVVQPzeRDI009SO2Il5Lu7rDNH6mZckBdrIx0orEtZV
              4bmp/YzhwvcubU4=;
        Received: from client1.football.example.com  [192.0.2.1]
              by submitserver.example.com with SUBMISSION;
              Fri, 11 Jul 2003 21:01:54 -0700 (PDT)
        From: Joe SixPack <joe@football.example.com>
        To: Suzie Q <suzie@shopping.example.net>
        Subject: Is dinner ready?
        Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)
        Message-ID: <20030712040037.46341.5F8J@football.example.com>

        Hi.

        We lost the game. Are you hungry yet?

        Joe.

        """
    static let key =
        "p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDwIRP/UC3SBsEmGqZ9ZJW3/DkMoGeLnQg1fWn7/zYtIxN2SnFCjxOCKG9v3b4jYfcTNh5ijSsq631uBItL"
        + "a7od+v/RtdC2UzJ1lWT947qR+Rcac2gbto/NMqJ0fzfVjH4OuKhitdY9tf6mcwGjaNBcWToIMmPSPDdQPNUYckcQ2QIDAQAB"

    static func zone(_ record: String) -> Zone { Zone(texts: ["brisbane._domainkey.example.com": [record]]) }

    @Test func `the example is true`() async throws {
        let results = await DKIM.verify(mail(Self.message), with: Self.zone(Self.key), now: 0)
        #expect(results.count == 1)
        let result = try #require(results.first)
        #expect(result.status == .pass && result.identity == "joe@football.example.com" && result.selector == "brisbane")
    }

    @Test func `simple canonicalization forgives only empty lines at the end`() async {
        let ended = Self.message + "\n\n"
        #expect(await DKIM.verify(mail(ended), with: Self.zone(Self.key), now: 0).map(\.status) == [.pass])
        let spaced = Self.message.replacing("Subject: Is", with: "Subject:  Is")
        #expect(await DKIM.verify(mail(spaced), with: Self.zone(Self.key), now: 0).map(\.status) == [.fail])
    }

    @Test func `header and body take the forms of the example`() {
        let fields: [(raw: String, relaxed: String)] = [("A: X\r\n", "a:X\r\n"), ("B : Y\t\r\n\tZ  \r\n", "b:Y Z\r\n")]
        for field in fields {
            let raw = Array(field.raw.utf8.dropLast(2))
            #expect(Canonicalization.relaxed.field(raw) == Array(field.relaxed.utf8))
            #expect(Canonicalization.simple.field(raw) == Array(field.raw.utf8))
        }
        #expect(hash(" C \r\nD \t E\r\n\r\n\r\n", .relaxed) == hash(" C\r\nD E\r\n", .simple))
        #expect(hash(" C \r\nD \t E\r\n\r\n\r\n", .simple) == hash(" C \r\nD \t E\r\n", .simple))
        #expect(hash(" C \r\nD \t E\r\n", .simple) != hash(" C \r\nD E\r\n", .simple))
    }

    /// The hashes that RFC 6376 §3.4.3 and §3.4.4 give.
    @Test(arguments: ["", "\r\n", "\r\n\r\n"])
    func `an empty body has the hash that the standard gives`(body: String) {
        #expect(hash(body, .simple) == "frcCV1k9oG9oKj3dpUqdJg1PxRT2RSN/XKdLCPjaYaY=")
        #expect(hash(body, .relaxed) == "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
    }

    private func hash(_ body: String, _ form: Canonicalization) -> String {
        let bytes = Array(body.utf8)
        return bytes.withUnsafeBufferPointer { Base64.encode(Array(BodyHash(of: $0[0...], form).digest)) }
    }
}
