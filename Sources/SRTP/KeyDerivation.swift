import COpenSSL

/// The derivation of a session's keys from the master's (RFC 3711 §4.3, RFC 7714 §11, RFC 6188 §3), at rate zero.
package struct KeyDerivation {
    package enum Label: UInt8 {
        case packetKey, packetAuthentication, packetSalt, controlKey, controlAuthentication, controlSalt
    }

    private let keys: SRTPKeys

    package init(_ keys: SRTPKeys) { self.keys = keys }

    /// The key of a label, of the wanted length in bytes.
    package func derive(_ label: Label, count: Int) throws(SRTPError) -> [UInt8] {
        var counter = keys.salt + [UInt8](repeating: 0, count: 16 - keys.salt.count)
        counter[7] ^= label.rawValue
        guard let context = EVP_CIPHER_CTX_new() else { throw .cipherFailed }
        defer { EVP_CIPHER_CTX_free(context) }
        let cipher = keys.key.count == 32 ? EVP_aes_256_ctr() : EVP_aes_128_ctr()
        var output = [UInt8](repeating: 0, count: count), written: CInt = 0
        guard EVP_EncryptInit_ex(context, cipher, nil, keys.key, counter) == 1,
            EVP_EncryptUpdate(context, &output, &written, [UInt8](repeating: 0, count: count), CInt(count)) == 1
        else { throw .cipherFailed }
        return output
    }
}
