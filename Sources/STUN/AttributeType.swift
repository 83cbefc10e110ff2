/// The attributes of STUN and ICE (RFC 8489 §18.3, RFC 8445 §20.1).
enum AttributeType {
    static let mappedAddress: UInt16 = 0x0001
    static let username: UInt16 = 0x0006
    static let messageIntegrity: UInt16 = 0x0008
    static let errorCode: UInt16 = 0x0009
    static let unknownAttributes: UInt16 = 0x000A
    static let realm: UInt16 = 0x0014
    static let nonce: UInt16 = 0x0015
    static let messageIntegritySHA256: UInt16 = 0x001C
    static let passwordAlgorithm: UInt16 = 0x001D
    static let userhash: UInt16 = 0x001E
    static let xorMappedAddress: UInt16 = 0x0020
    static let priority: UInt16 = 0x0024
    static let useCandidate: UInt16 = 0x0025
    static let software: UInt16 = 0x8022
    static let fingerprint: UInt16 = 0x8028
    static let iceControlled: UInt16 = 0x8029
    static let iceControlling: UInt16 = 0x802A

    /// From here on an attribute that is not understood is passed over (RFC 8489 §14).
    static let firstOptional: UInt16 = 0x8000

    /// True for an attribute that must be understood, is no part of what is read here, and does no harm.
    static func isHarmless(_ type: UInt16) -> Bool {
        switch type {
        case mappedAddress, unknownAttributes, realm, nonce, messageIntegritySHA256, passwordAlgorithm, userhash: true
        default: type >= firstOptional
        }
    }
}

/// Sizes that every message must keep to.
package enum STUNLimit {
    /// Bytes of the head (RFC 8489 §5).
    static let head = 20
    static let cookie: UInt32 = 0x2112_A442
    /// Bytes of the longest message that is read.
    package static let message = 2048
    /// Attributes of a message.
    package static let attributes = 32
    /// Bytes of USERNAME (RFC 8489 §14.3).
    static let username = 512
    /// Bytes of the longest answer that is written.
    package static let answer = 128
    /// What FINGERPRINT is mixed with (RFC 8489 §14.7).
    static let fingerprintMask: UInt32 = 0x5354_554E
}
