/// Why bytes are no message of STUN.
package enum STUNError: Error, Equatable, Sendable {
    /// Shorter than a head, without the magic cookie, or of another protocol.
    case notSTUN
    case tooLong
    /// The length in the head is not that of the message.
    case badLength
    /// An attribute that does not fit, or is not what its type says.
    case badAttribute
    case tooManyAttributes
    case badFingerprint
}

/// Codes of ERROR-CODE (RFC 8489 §14.8, RFC 8445 §16.2).
package enum ErrorCode: UInt16, Sendable {
    case badRequest = 400
    case unauthenticated = 401
    case unknownAttribute = 420
    case roleConflict = 487

    package var reason: StaticString {
        switch self {
        case .badRequest: "Bad Request"
        case .unauthenticated: "Unauthenticated"
        case .unknownAttribute: "Unknown Attribute"
        case .roleConflict: "Role Conflict"
        }
    }
}
