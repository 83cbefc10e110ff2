import Bytes

/// The SHA-256 of a certificate, as SDP says it (RFC 8122 §5).
package struct CertificateFingerprint: Equatable, Hashable, Sendable {
    /// The bytes of a SHA-256.
    package static let length = 32
    private static let hash = "sha-256"
    /// Characters of an SDP value: the hash's name, a space, and two digits a byte with colons between.
    private static let sdpLength = 8 + 3 * length - 1

    package let bytes: [UInt8]

    package init?(_ bytes: [UInt8]) {
        guard bytes.count == Self.length else { return nil }
        self.bytes = bytes
    }

    /// Reads the value of an `a=fingerprint` line, such as `sha-256 4A:AD:…`. Other hashes give nil.
    package init?(sdp text: String) {
        guard text.utf8.count == Self.sdpLength else { return nil }
        let parts = text.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == Self.hash else { return nil }
        let pairs = parts[1].split(separator: ":", omittingEmptySubsequences: false)
        guard pairs.count == Self.length, pairs.allSatisfy({ $0.utf8.count == 2 }),
            let bytes = Hex.decode(pairs.joined(), maxBytes: Self.length)
        else { return nil }
        self.init(bytes)
    }

    /// The value of an `a=fingerprint` line.
    package var sdp: String {
        Self.hash + " " + bytes.map { Hex.encode([$0]).uppercased() }.joined(separator: ":")
    }
}
