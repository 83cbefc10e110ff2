import Bytes
import Crypto

/// The key by which push services know this server (RFC 8292).
package struct VAPIDKey: Sendable {
    /// Bytes of the longest audience and subject.
    package static let maxClaim = 2048

    private let key: P256.Signing.PrivateKey

    /// Takes the private number, 32 bytes.
    package init(rawRepresentation: [UInt8]) throws(WebPushError) {
        do {
            key = try P256.Signing.PrivateKey(rawRepresentation: rawRepresentation)
        } catch {
            throw .malformedPrivateKey
        }
    }

    package var rawRepresentation: [UInt8] { Array(key.rawRepresentation) }

    /// The uncompressed point in base64url: a browser's `applicationServerKey`.
    package var publicKey: String { Base64URL.encode(Array(key.publicKey.x963Representation)) }

    /// The `Authorization` header of a push: a token signed with ES256, and the key (RFC 8292 §2, §3).
    ///
    /// The audience is the push service's origin, the subject a `mailto:` or `https:` URL of the operator. The token
    /// expires at seconds since 1970, at most a day from now.
    package func authorization(audience: String, subject: String, expires: Int64) throws(WebPushError) -> String {
        guard Self.isPlain(audience), Self.isPlain(subject) else { throw .malformedClaim }
        guard subject.hasPrefix("mailto:") || subject.hasPrefix("https:") else { throw .malformedClaim }
        let claims = #"{"aud":"\#(audience)","exp":\#(expires),"sub":"\#(subject)"}"#
        let signed = "\(Self.header).\(Base64URL.encode(Array(claims.utf8)))"
        do {
            let signature = try key.signature(for: Array(signed.utf8)).rawRepresentation
            return "vapid t=\(signed).\(Base64URL.encode(Array(signature))), k=\(publicKey)"
        } catch {
            throw .failed
        }
    }

    private static let header = Base64URL.encode(Array(#"{"typ":"JWT","alg":"ES256"}"#.utf8))

    /// True for a text that stands in JSON as it is.
    private static func isPlain(_ text: String) -> Bool {
        (1...maxClaim).contains(text.utf8.count)
            && text.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
    }
}
