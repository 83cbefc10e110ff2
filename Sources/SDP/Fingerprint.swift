/// The hash of the certificate that the writer will show in DTLS (RFC 8122 §5).
package struct Fingerprint: Equatable, Sendable {
    /// The hash's name in lower case, as `sha-256`.
    package var hash: String
    package var bytes: [UInt8]

    package init(hash: String, bytes: [UInt8]) {
        self.hash = hash
        self.bytes = bytes
    }

    init(_ value: Substring, _ line: SDPLine) throws(SDPError) {
        var words = Words(value)
        guard let hash = words.next(), hash.isToken, let digits = words.next(), words.next() == nil else {
            throw line.malformed("fingerprint")
        }
        let bytes = digits.pieces(at: ":").map { $0.utf8.count == 2 ? UInt8($0, radix: 16) : nil }
        guard bytes.count <= 64, !bytes.contains(nil), !digits.utf8.contains(UInt8(ascii: "+"))
        else { throw line.malformed("fingerprint") }
        self.init(hash: String(decoding: hash.utf8.lowercased, as: UTF8.self), bytes: bytes.compactMap { $0 })
    }

    package var text: String {
        let digits = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }
        return "\(hash) \(digits.joined(separator: ":"))"
    }

    /// True for a hash that is strong enough, and as long as it must be.
    package var isTrusted: Bool {
        switch hash {
        case "sha-256": bytes.count == 32
        case "sha-384": bytes.count == 48
        case "sha-512": bytes.count == 64
        default: false
        }
    }
}
