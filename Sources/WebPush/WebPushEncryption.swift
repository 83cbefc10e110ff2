package import Crypto

/// The encryption of a push for one browser (RFC 8291), in the `aes128gcm` coding (RFC 8188).
package enum WebPushEncryption {
    package static let saltLength = 16
    /// Bytes of a whole body that every push service takes (RFC 8030 §7.2), and our one record's size.
    package static let maxBody = 4096
    /// Bytes of the longest plaintext: the body less header, padding delimiter and tag.
    package static let maxPlaintext = maxBody - headerLength - 1 - 16

    private static let headerLength = saltLength + 4 + 1 + PushSubscription.keyLength

    /// The body of a push. Salt and ephemeral key must be random and never used again.
    package static func encrypt(
        _ plaintext: [UInt8], for subscription: PushSubscription, salt: [UInt8], ephemeral: P256.KeyAgreement.PrivateKey
    ) throws(WebPushError) -> [UInt8] {
        guard salt.count == saltLength else { throw .malformedSalt }
        guard plaintext.count <= maxPlaintext else { throw .tooLong(limit: maxPlaintext) }
        let keyID = Array(ephemeral.publicKey.x963Representation)
        let secret = try inputKey(subscription, ephemeral: ephemeral, keyID: keyID)
        let key = derive(secret, salt, "Content-Encoding: aes128gcm\0", length: 16)
        let nonce = derive(secret, salt, "Content-Encoding: nonce\0", length: 12)
        do {
            let box = try AES.GCM.seal(
                plaintext + [lastRecord], using: key, nonce: AES.GCM.Nonce(data: nonce.withUnsafeBytes { Array($0) }))
            return header(salt: salt, keyID: keyID) + Array(box.ciphertext) + Array(box.tag)
        } catch {
            throw .failed
        }
    }

    /// The delimiter that ends the plaintext of the last record (RFC 8188 §2).
    private static let lastRecord: UInt8 = 2

    /// The key that both sides know (RFC 8291 §3.3, §3.4).
    private static func inputKey(
        _ subscription: PushSubscription, ephemeral: P256.KeyAgreement.PrivateKey, keyID: [UInt8]
    ) throws(WebPushError) -> SymmetricKey {
        do {
            let theirs = try P256.KeyAgreement.PublicKey(x963Representation: subscription.p256dh)
            return try ephemeral.sharedSecretFromKeyAgreement(with: theirs).hkdfDerivedSymmetricKey(
                using: SHA256.self, salt: subscription.auth,
                sharedInfo: Array("WebPush: info\0".utf8) + subscription.p256dh + keyID, outputByteCount: 32)
        } catch {
            throw .malformedKey
        }
    }

    private static func derive(_ secret: SymmetricKey, _ salt: [UInt8], _ info: String, length: Int) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(inputKeyMaterial: secret, salt: salt, info: Array(info.utf8), outputByteCount: length)
    }

    /// Salt, record size, and the sender's public key as key identifier (RFC 8188 §2.1, RFC 8291 §4).
    private static func header(salt: [UInt8], keyID: [UInt8]) -> [UInt8] {
        let recordSize = stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: maxBody >> $0) }
        return salt + recordSize + [UInt8(truncatingIfNeeded: keyID.count)] + keyID
    }
}
