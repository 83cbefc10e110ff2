/// What a message of STUN is for (RFC 8489 §5).
package enum MessageClass: UInt16, Sendable {
    case request = 0x000
    case indication = 0x010
    case success = 0x100
    case error = 0x110

    static let mask: UInt16 = 0x110
}

/// The one method that ICE uses (RFC 8489 §18.2); others are numbers to be refused.
package struct Method: Equatable, Sendable {
    /// The bits of the message type that are not the class.
    let bits: UInt16

    package static let binding = Method(bits: 0x001)
}
