import Bytes
import Crypto
import Testing
import WebPush

@Suite struct VAPIDKeyTests {
    private func key() throws -> VAPIDKey { try VAPIDKey(rawRepresentation: bytes(RFC8291.senderPrivate)) }

    @Test func `the public key is the uncompressed point`() throws {
        #expect(try key().publicKey == "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8")
        #expect(try key().rawRepresentation == bytes(RFC8291.senderPrivate))
    }

    @Test func `the token is verified by the key beside it`() throws {
        let header = try key().authorization(
            audience: "https://push.example.net", subject: "mailto:push@example.com", expires: 1_453_523_768)
        let match = try #require(header.wholeMatch(of: #/vapid t=([\w-]+)\.([\w-]+)\.([\w-]+), k=([\w-]+)/#))
        #expect(try String(decoding: bytes(String(match.1)), as: UTF8.self) == #"{"typ":"JWT","alg":"ES256"}"#)
        #expect(
            try String(decoding: bytes(String(match.2)), as: UTF8.self)
                == #"{"aud":"https://push.example.net","exp":1453523768,"sub":"mailto:push@example.com"}"#)
        let signature = try P256.Signing.ECDSASignature(rawRepresentation: bytes(String(match.3)))
        let verifier = try P256.Signing.PublicKey(x963Representation: bytes(String(match.4)))
        #expect(verifier.isValidSignature(signature, for: Array("\(match.1).\(match.2)".utf8)))
        #expect(!verifier.isValidSignature(signature, for: Array("\(match.1).\(match.2)x".utf8)))
    }

    @Test(arguments: ["", "push@example.com", "http://x", "mailto:a\"b", "mailto:a\\b", "mailto:a b", "mailto:é", "mailto:\n"])
    func `a subject that is no plain URL is refused`(subject: String) {
        #expect(throws: WebPushError.malformedClaim) {
            try key().authorization(audience: "https://push.example.net", subject: subject, expires: 0)
        }
    }

    @Test(
        arguments: [
            [], [1], [UInt8](repeating: 0, count: 32), [UInt8](repeating: 0xFF, count: 32), [UInt8](repeating: 1, count: 33),
        ] as [[UInt8]])
    func `a private key is a number of the curve`(raw: [UInt8]) {
        #expect(throws: WebPushError.malformedPrivateKey) { try VAPIDKey(rawRepresentation: raw) }
    }
}
