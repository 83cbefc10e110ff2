/// The name of an ICE session on this server: always eight characters, so that it is one number to look up.
package struct UserFragment: Hashable, Sendable {
    package static let length = 8

    /// The characters as they lie in memory.
    private let characters: UInt64

    /// The name of eight bytes; nil for any other count.
    @inline(__always)
    package init?(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count == Self.length else { return nil }
        characters = bytes.loadUnaligned(as: UInt64.self)
    }

    package init?(_ text: String) {
        var text = text
        guard let fragment = text.withUTF8({ Self(UnsafeRawBufferPointer($0)) }) else { return nil }
        self = fragment
    }

    init(using random: inout some RandomNumberGenerator) {
        characters = (0..<Self.length).reduce(0) { bits, _ in bits << 8 | UInt64(ICECharacter.any(&random)) }
    }

    package var text: String { withUnsafeBytes(of: characters) { String(decoding: $0, as: UTF8.self) } }
}

/// The letters of names and passwords: `ice-char` (RFC 8839 §5.4).
enum ICECharacter {
    static func any(_ random: inout some RandomNumberGenerator) -> UInt8 {
        let value = UInt8(truncatingIfNeeded: random.next() as UInt64) & 63
        return switch value {
        case 0..<26: value &+ UInt8(ascii: "A")
        case 26..<52: value &- 26 &+ UInt8(ascii: "a")
        case 52..<62: value &- 52 &+ UInt8(ascii: "0")
        case 62: UInt8(ascii: "+")
        default: UInt8(ascii: "/")
        }
    }
}

/// What a server tells a peer to use with it (RFC 8445 §5.3).
package struct ICECredentials: Equatable, Sendable {
    /// Characters of a password: 144 bits, where 128 are demanded.
    package static let passwordLength = 24

    package let fragment: UserFragment
    package let password: String

    package init(fragment: UserFragment, password: String) {
        self.fragment = fragment
        self.password = password
    }

    /// New credentials of 48 and 144 random bits.
    package init(using random: inout some RandomNumberGenerator) {
        fragment = UserFragment(using: &random)
        password = String(decoding: (0..<Self.passwordLength).map { _ in ICECharacter.any(&random) }, as: UTF8.self)
    }

}

extension STUNMessage {
    /// Whom a request is for: the part of its USERNAME before the colon (RFC 8445 §7.2.2).
    package func addressee(in bytes: UnsafeRawBufferPointer) -> UserFragment? {
        guard let name = username(in: bytes), name.count > UserFragment.length else { return nil }
        guard name[UserFragment.length] == UInt8(ascii: ":") else { return nil }
        return UserFragment(UnsafeRawBufferPointer(rebasing: name[..<UserFragment.length]))
    }
}
