/// The signature algorithms that are made and believed (RFC 8301 §3.1, RFC 8463 §3).
package enum DKIMAlgorithm: String, Equatable, Sendable {
    case rsa = "rsa-sha256"
    case ed25519 = "ed25519-sha256"

    /// The key type as records say it (`k=`).
    var keyType: String {
        switch self {
        case .rsa: "rsa"
        case .ed25519: "ed25519"
        }
    }
}
