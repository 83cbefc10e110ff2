import Bytes
import Crypto

/// Where a browser takes pushes, and the keys that only it can read them with (RFC 8291 §2).
package struct PushSubscription: Equatable, Sendable {
    /// Bytes of the longest endpoint.
    package static let maxEndpoint = 2048
    /// An uncompressed point of P-256.
    package static let keyLength = 65
    package static let authLength = 16

    package let endpoint: String
    package let p256dh: [UInt8]
    package let auth: [UInt8]
    /// The scheme, host and port of the endpoint: the audience of a VAPID token (RFC 8292 §2).
    package let origin: String

    /// Takes only a URL of one of the schemes, without user or fragment, and a point that is on the curve.
    package init(endpoint: String, p256dh: [UInt8], auth: [UInt8], schemes: [String] = ["https"]) throws(WebPushError) {
        guard let origin = Self.origin(of: endpoint, schemes: schemes) else { throw .malformedEndpoint }
        guard p256dh.count == Self.keyLength, (try? P256.KeyAgreement.PublicKey(x963Representation: p256dh)) != nil
        else { throw .malformedKey }
        guard auth.count == Self.authLength else { throw .malformedAuth }
        self.endpoint = endpoint
        self.p256dh = p256dh
        self.auth = auth
        self.origin = origin
    }

    /// The same from the base64url texts that a browser gives.
    package init(endpoint: String, p256dh: String, auth: String, schemes: [String] = ["https"]) throws(WebPushError) {
        guard let key = Base64URL.decode(p256dh, maxBytes: Self.keyLength) else { throw .malformedKey }
        guard let secret = Base64URL.decode(auth, maxBytes: Self.authLength) else { throw .malformedAuth }
        try self.init(endpoint: endpoint, p256dh: key, auth: secret, schemes: schemes)
    }

    private static func origin(of endpoint: String, schemes: [String]) -> String? {
        guard endpoint.utf8.count <= maxEndpoint, endpoint.utf8.allSatisfy(isPlain),
            let scheme = schemes.first(where: { endpoint.hasPrefix("\($0)://") })
        else { return nil }
        let start = endpoint.utf8.index(endpoint.startIndex, offsetBy: scheme.utf8.count + 3)
        let authority = endpoint.utf8[start...].prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
        guard let first = authority.first, first != UInt8(ascii: ":"), authority.allSatisfy(isOfHost) else { return nil }
        return "\(scheme)://\(Substring(authority).lowercased())"
    }

    /// Printable ASCII that may stand bare in a URL and in JSON; no fragment, as none is sent.
    private static func isPlain(_ byte: UInt8) -> Bool {
        guard (0x21...0x7E).contains(byte) else { return false }
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "#"): return false
        default: return true
        }
    }

    private static func isOfHost(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: ":"), UInt8(ascii: "["), UInt8(ascii: "]"):
            true
        default: false
        }
    }
}
