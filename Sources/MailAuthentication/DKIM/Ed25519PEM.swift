import Bytes

/// An Ed25519 private key in PKCS #8 (RFC 8410 §7).
enum Ed25519PEM {
    private static let begin = "-----BEGIN PRIVATE KEY-----", end = "-----END PRIVATE KEY-----"
    private static let seedSize = 32
    /// All bytes before the 32 of the key: versions 1 and 2, the second with a public key behind (RFC 5958 §2).
    private static let version1: [UInt8] = [0x30, 0x2E, 2, 1, 0, 0x30, 5, 6, 3, 0x2B, 0x65, 0x70, 4, 0x22, 4, 0x20]
    private static let version2: [UInt8] = [0x30, 0x51, 2, 1, 1, 0x30, 5, 6, 3, 0x2B, 0x65, 0x70, 4, 0x22, 4, 0x20]
    private static let version2Size = 83

    static func write(seed: [UInt8]) -> String { "\(begin)\n\(Base64.encode(version1 + seed))\n\(end)\n" }

    /// The key's bytes, or nil for a text that is another key or none.
    static func seed(_ pem: String) -> [UInt8]? {
        let lines = pem.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let head = begin.split(separator: " ").joined(separator: " ")
        guard lines.hasPrefix(head), lines.hasSuffix(end) else { return nil }
        let body = lines.dropFirst(head.count).dropLast(end.count).filter { !$0.isWhitespace }
        guard let der = Base64.decode(body, maxBytes: version2Size) else { return nil }
        let isKey = der.starts(with: version1) && der.count == version1.count + seedSize
        guard isKey || (der.starts(with: version2) && der.count == version2Size) else { return nil }
        return Array(der[version1.count..<version1.count + seedSize])
    }
}
