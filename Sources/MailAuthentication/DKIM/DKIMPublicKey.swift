import Crypto
import CryptoExtras

/// A key record (RFC 6376 §3.6.1, RFC 8463 §4).
struct DKIMPublicKey {
    /// Larger keys cost more than a mail is worth.
    static let rsaBits = 1024...8192

    private enum Key {
        case rsa(_RSA.Signing.PublicKey)
        case ed25519(Curve25519.Signing.PublicKey)
    }

    private let key: Key
    let isTesting: Bool
    /// `t=s`: the identity's domain is the signing domain itself.
    let isStrict: Bool

    /// The first record that is one, made for the signature's algorithm.
    static func read(_ records: [String], for signature: DKIMSignature) throws(DKIMSignature.Rejected) -> DKIMPublicKey {
        var first: DKIMSignature.Rejected?
        for record in records.prefix(10) {
            guard record.utf8.count <= 16384, let tags = TagList(record), tags["p"] != nil || tags["v"] == "DKIM1" else { continue }
            do throws(DKIMSignature.Rejected) {
                return try DKIMPublicKey(tags, for: signature)
            } catch {
                first = first ?? error
            }
        }
        throw first ?? DKIMSignature.wrong("there is no key")
    }

    private init(_ tags: TagList, for signature: DKIMSignature) throws(DKIMSignature.Rejected) {
        if let version = tags["v"], version != "DKIM1" || tags.names.first != "v" {
            throw DKIMSignature.wrong("the key is of another version")
        }
        let hashes = tags["h"].map { Text.list(Text.lower($0), separator: ":") } ?? ["sha256"]
        guard hashes.contains("sha256") else { throw DKIMSignature.wrong("the key is for other hashes") }
        let services = tags["s"].map { Text.list(Text.lower($0), separator: ":") } ?? ["*"]
        guard services.contains("*") || services.contains("email") else { throw DKIMSignature.wrong("the key is not for mail") }
        guard Text.lower(tags["k"] ?? "rsa") == signature.algorithm.keyType else {
            throw DKIMSignature.wrong("the key is of another type")
        }
        guard let text = tags["p"] else { throw DKIMSignature.wrong("the record has no key") }
        if text.isEmpty { throw DKIMSignature.wrong("the key is revoked") }
        guard let bytes = tags.bytes("p", maxBytes: 4096) else { throw DKIMSignature.wrong("the key is not base 64") }
        key = try Self.key(bytes, signature.algorithm)
        let flags = Text.list(Text.lower(tags["t"] ?? ""), separator: ":")
        isTesting = flags.contains("y")
        isStrict = flags.contains("s")
    }

    private static func key(_ bytes: [UInt8], _ algorithm: DKIMAlgorithm) throws(DKIMSignature.Rejected) -> Key {
        switch algorithm {
        case .ed25519:
            guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes) else {
                throw DKIMSignature.wrong("the key is no Ed25519 key")
            }
            return .ed25519(key)
        case .rsa:
            let key: _RSA.Signing.PublicKey
            do {
                key = try _RSA.Signing.PublicKey(unsafeDERRepresentation: bytes)
            } catch CryptoKitError.incorrectParameterSize {
                throw DKIMSignature.Rejected(status: .policy, reason: "the key is too short")
            } catch {
                throw DKIMSignature.wrong("the key is no RSA key")
            }
            guard rsaBits.contains(key.keySizeInBits) else {
                throw DKIMSignature.Rejected(status: .policy, reason: "the key's size is not accepted")
            }
            return .rsa(key)
        }
    }

    func isValid(_ signature: [UInt8], for digest: SHA256Digest) -> Bool {
        switch key {
        case .rsa(let key):
            key.isValidSignature(_RSA.Signing.RSASignature(rawRepresentation: signature), for: digest, padding: .insecurePKCS1v1_5)
        case .ed25519(let key): key.isValidSignature(signature, for: Array(digest))
        }
    }
}
