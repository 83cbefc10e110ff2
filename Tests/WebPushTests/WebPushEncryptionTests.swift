import Bytes
import Crypto
import Testing
import WebPush

/// RFC 8291, appendix A.
enum RFC8291 {
    static let plaintext = "When I grow up, I want to be a watermelon"
    static let senderPrivate = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
    static let receiverPrivate = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"
    static let receiverPublic = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
    static let auth = "BTBZMqHH6r4Tts7J_aSIgg"
    static let salt = "DGv6ra1nlYgDCS1FRnbzlw"
    static let body =
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
}

func bytes(_ text: String) throws -> [UInt8] { try #require(Base64URL.decode(text, maxBytes: 4096)) }

func subscription(_ endpoint: String = "https://push.example.net/push/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV") throws -> PushSubscription
{
    try PushSubscription(endpoint: endpoint, p256dh: RFC8291.receiverPublic, auth: RFC8291.auth)
}

func ephemeral() throws -> P256.KeyAgreement.PrivateKey {
    try P256.KeyAgreement.PrivateKey(rawRepresentation: bytes(RFC8291.senderPrivate))
}

@Suite struct WebPushEncryptionTests {
    @Test func `the example of RFC 8291 holds`() throws {
        let body = try WebPushEncryption.encrypt(
            Array(RFC8291.plaintext.utf8), for: subscription(), salt: bytes(RFC8291.salt), ephemeral: ephemeral())
        #expect(Base64URL.encode(body) == RFC8291.body)
    }

    @Test func `a browser reads what was encrypted for it`() throws {
        let receiver = try P256.KeyAgreement.PrivateKey(rawRepresentation: bytes(RFC8291.receiverPrivate))
        for length in [0, 1, 100, WebPushEncryption.maxPlaintext] {
            let plaintext = [UInt8](repeating: 0x61, count: length)
            let body = try WebPushEncryption.encrypt(
                plaintext, for: subscription(), salt: Array(0..<16), ephemeral: P256.KeyAgreement.PrivateKey())
            #expect(body.count == 103 + length)
            #expect(try decrypt(body, receiver: receiver, auth: bytes(RFC8291.auth)) == plaintext)
        }
    }

    @Test func `the longest plaintext fills the longest body`() throws {
        #expect(WebPushEncryption.maxPlaintext == 3993)
        let tooLong = [UInt8](repeating: 0, count: 3994)
        #expect(throws: WebPushError.tooLong(limit: 3993)) {
            try WebPushEncryption.encrypt(tooLong, for: subscription(), salt: Array(0..<16), ephemeral: ephemeral())
        }
    }

    @Test(arguments: [0, 15, 17])
    func `a salt has 16 bytes`(length: Int) {
        #expect(throws: WebPushError.malformedSalt) {
            try WebPushEncryption.encrypt(
                [], for: subscription(), salt: [UInt8](repeating: 0, count: length), ephemeral: ephemeral())
        }
    }

    /// A browser's side, after RFC 8188 §2 and RFC 8291 §3.4.
    private func decrypt(_ body: [UInt8], receiver: P256.KeyAgreement.PrivateKey, auth: [UInt8]) throws -> [UInt8] {
        var reader = ByteReader(body)
        let salt = reader.take(16) ?? []
        let recordSize = reader.uint32()
        let sender = reader.take(Int(reader.uint8() ?? 0)) ?? []
        let sealed = reader.take(reader.remaining) ?? []
        #expect(recordSize == 4096)
        let secret = try receiver.sharedSecretFromKeyAgreement(with: P256.KeyAgreement.PublicKey(x963Representation: sender))
        let info = Array("WebPush: info\0".utf8) + Array(receiver.publicKey.x963Representation) + sender
        let input = secret.hkdfDerivedSymmetricKey(using: SHA256.self, salt: auth, sharedInfo: info, outputByteCount: 32)
        func derive(_ label: String, _ length: Int) -> SymmetricKey {
            HKDF<SHA256>.deriveKey(
                inputKeyMaterial: input, salt: salt, info: Array("Content-Encoding: \(label)\0".utf8), outputByteCount: length)
        }
        let nonce = derive("nonce", 12).withUnsafeBytes { Array($0) }
        let box = try AES.GCM.SealedBox(
            nonce: AES.GCM.Nonce(data: nonce), ciphertext: sealed.dropLast(16), tag: sealed.suffix(16))
        let plain = Array(try AES.GCM.open(box, using: derive("aes128gcm", 16)))
        #expect(plain.last == 2)
        return Array(plain.dropLast())
    }
}
