/// An IP address and a port.
package struct TransportAddress: Hashable, Sendable {
    /// Numbers of the most significant byte first.
    package enum Host: Hashable, Sendable {
        case v4(UInt32)
        case v6(high: UInt64, low: UInt64)
    }

    package let host: Host
    package let port: UInt16

    /// An IPv4 address that a socket for both families shows as IPv6 (RFC 4291 §2.5.5.2) becomes IPv4 again.
    package init(_ host: Host, port: UInt16) {
        self.port = port
        if case .v6(high: 0, let low) = host, low >> 32 == 0xFFFF {
            self.host = .v4(UInt32(truncatingIfNeeded: low))
        } else {
            self.host = host
        }
    }
}

extension TransportAddress.Host {
    /// The address as SDP and URLs without brackets have it (RFC 5952 §4).
    package var text: String {
        switch self {
        case .v4(let bits):
            return [24, 16, 8, 0].map { String(UInt8(truncatingIfNeeded: bits >> UInt32($0))) }.joined(separator: ".")
        case .v6(let high, let low):
            return Self.text(
                groups: [48, 32, 16, 0].map { UInt16(truncatingIfNeeded: high >> UInt64($0)) }
                    + [48, 32, 16, 0].map { UInt16(truncatingIfNeeded: low >> UInt64($0)) })
        }
    }

    /// Eight groups; the first of the longest runs of two or more zeros is left out.
    private static func text(groups: [UInt16]) -> String {
        var best = 0..<0, start = 0
        for index in 0...groups.count where index == groups.count || groups[index] != 0 {
            if index - start > max(best.count, 1) { best = start..<index }
            start = index + 1
        }
        let words = groups.map { String($0, radix: 16) }
        guard !best.isEmpty else { return words.joined(separator: ":") }
        return words[..<best.lowerBound].joined(separator: ":") + "::" + words[best.upperBound...].joined(separator: ":")
    }
}
