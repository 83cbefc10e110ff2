import Bytes
import Crypto
import CryptoExtras
import Foundation

/// A private key that signs mail (RFC 6376 §3.3, RFC 8463).
package struct DKIMKey: Sendable {
    private enum Secret: Sendable {
        case rsa(_RSA.Signing.PrivateKey)
        case ed25519(Curve25519.Signing.PrivateKey)
    }

    private let secret: Secret

    private init(_ secret: Secret) { self.secret = secret }

    /// A new key. RSA has 2048 bits, the most that fits every server's idea of a TXT record (RFC 8301 §3.2).
    package static func generate(_ algorithm: DKIMAlgorithm) throws -> DKIMKey {
        switch algorithm {
        case .rsa: DKIMKey(.rsa(try _RSA.Signing.PrivateKey(keySize: .bits2048)))
        case .ed25519: DKIMKey(.ed25519(Curve25519.Signing.PrivateKey()))
        }
    }

    /// Reads a PEM text: PKCS #8, or PKCS #1 for RSA of at least 2048 bits.
    package init(pem: String) throws(DKIMFault) {
        guard pem.utf8.count <= 65536 else { throw .badKey }
        if let seed = Ed25519PEM.seed(pem), let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed) {
            secret = .ed25519(key)
        } else if let key = try? _RSA.Signing.PrivateKey(pemRepresentation: pem) {
            secret = .rsa(key)
        } else {
            throw .badKey
        }
    }

    /// The key in PKCS #8 (RFC 5958, RFC 8410).
    package var pem: String {
        switch secret {
        case .rsa(let key): Self.ended(key.pkcs8PEMRepresentation)
        case .ed25519(let key): Ed25519PEM.write(seed: Array(key.rawRepresentation))
        }
    }

    package var algorithm: DKIMAlgorithm {
        switch secret {
        case .rsa: .rsa
        case .ed25519: .ed25519
        }
    }

    /// What the TXT record at `selector._domainkey.domain` says (RFC 6376 §3.6.1).
    package var publicRecord: String {
        let bytes =
            switch secret {
            case .rsa(let key): Array(key.publicKey.derRepresentation)
            case .ed25519(let key): Array(key.publicKey.rawRepresentation)
            }
        return "v=DKIM1; k=\(algorithm.keyType); p=\(Base64.encode(bytes))"
    }

    /// The signature over a hash. Ed25519 signs the hash's bytes (RFC 8463 §3).
    func sign(_ digest: SHA256Digest) throws -> [UInt8] {
        switch secret {
        case .rsa(let key): Array(try key.signature(for: digest, padding: .insecurePKCS1v1_5).rawRepresentation)
        case .ed25519(let key): Array(try key.signature(for: Array(digest)))
        }
    }

    private static func ended(_ pem: String) -> String { pem.hasSuffix("\n") ? pem : pem + "\n" }
}
