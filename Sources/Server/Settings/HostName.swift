import Foundation

/// Reading of host names and addresses as they stand in URLs (RFC 3986 §3.2.2).
enum HostName {
    /// Host and port of `host:port`; brackets stay on the host, and the port is nil when it is no port.
    static func split(_ text: String) -> (host: String, port: Int?)? {
        guard let colon = text.lastIndex(of: ":") else { return nil }
        let digits = text[text.index(after: colon)...]
        let isNumber = !digits.isEmpty && digits.utf8.allSatisfy { (0x30...0x39).contains($0) }
        let port = isNumber ? Int(digits).flatMap { (0...65_535).contains($0) ? $0 : nil } : nil
        return (text[..<colon].lowercased(), port)
    }

    /// Whether this is a name, an IPv4 address or an IPv6 address in brackets.
    static func isRight(_ host: String) -> Bool {
        if host.hasPrefix("[") && host.hasSuffix("]") { return canonicalAddress(bare(host))?.contains(":") == true }
        return isName(host)
    }

    /// Without the brackets of an IPv6 address.
    static func bare(_ host: String) -> String {
        host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
    }

    /// Whether this is made of labels of ASCII letters, digits and inner hyphens (RFC 1123 §2.1).
    static func isName(_ text: String) -> Bool {
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        return text.utf8.count <= 253
            && labels.allSatisfy { label in
                (1...63).contains(label.utf8.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
                    && label.utf8.allSatisfy { isLetterOrDigit($0) || $0 == 0x2D }
            }
    }

    static func isAddress(_ text: String) -> Bool { canonicalAddress(text) != nil }

    /// The one way to write an address, so that equal addresses are equal texts.
    static func canonicalAddress(_ text: String) -> String? {
        for family in [AF_INET, AF_INET6] {
            var binary = in6_addr()
            guard inet_pton(family, text, &binary) == 1 else { continue }
            var written = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
            guard inet_ntop(family, &binary, &written, socklen_t(written.count)) != nil else { continue }
            return String(decoding: written.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        }
        return nil
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte)
    }
}
