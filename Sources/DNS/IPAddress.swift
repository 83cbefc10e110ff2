/// An address of the Internet, of version 4 or 6.
package enum IPAddress: Hashable, Sendable {
    case v4(UInt32)
    case v6(UInt128)

    package enum Family: Sendable { case v4, v6 }

    package var family: Family {
        switch self {
        case .v4: .v4
        case .v6: .v6
        }
    }

    /// The address of 4 or 16 bytes.
    package init?(bytes: some Collection<UInt8>) {
        switch bytes.count {
        case 4: self = .v4(bytes.reduce(0) { $0 << 8 | UInt32($1) })
        case 16: self = .v6(bytes.reduce(0) { $0 << 8 | UInt128($1) })
        default: return nil
        }
    }

    package var bytes: [UInt8] {
        switch self {
        case .v4(let value): (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * UInt32($0))) }
        case .v6(let value): (0..<16).map { UInt8(truncatingIfNeeded: value >> (120 - 8 * UInt128($0))) }
        }
    }

    /// An IPv4 address for one that is written in IPv6 (RFC 4291 §2.5.5.2); every other as it is.
    package var unmapped: IPAddress {
        guard case .v6(let value) = self, value >> 32 == 0xFFFF else { return self }
        return .v4(UInt32(truncatingIfNeeded: value))
    }

    package var isLoopback: Bool {
        switch unmapped {
        case .v4(let value): value >> 24 == 127
        case .v6(let value): value == 1
        }
    }

    /// Whether the first `prefix` bits are those of `network`, which is of the same family.
    package func isIn(_ network: IPAddress, prefix: Int) -> Bool {
        switch (self, network) {
        case (.v4(let own), .v4(let other)): prefix <= 0 || (own ^ other) >> UInt32(max(32 - prefix, 0)) == 0
        case (.v6(let own), .v6(let other)): prefix <= 0 || (own ^ other) >> UInt128(max(128 - prefix, 0)) == 0
        default: false
        }
    }

    /// The name whose PTR records say who has the address (RFC 1035 §3.5, RFC 3596 §2.5).
    package var reverseName: String {
        switch self {
        case .v4: bytes.reversed().map(String.init).joined(separator: ".") + ".in-addr.arpa"
        case .v6: nibbles.reversed().joined(separator: ".") + ".ip6.arpa"
        }
    }

    /// The hexadecimal digits of the bytes.
    package var nibbles: [String] {
        bytes.flatMap { [String($0 >> 4, radix: 16), String($0 & 15, radix: 16)] }
    }
}
