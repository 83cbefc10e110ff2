/// What a message says beyond its head, as far as ICE needs it.
package struct STUNAttributes: Equatable, Sendable {
    /// Who decides, and the tie-breaker (RFC 8445 §7.1.3).
    package enum Role: Equatable, Sendable {
        case controlling(UInt64)
        case controlled(UInt64)
        /// Both were claimed.
        case contradictory
    }

    /// Where the name lies in the message.
    package var username: Range<Int>?
    /// Where MESSAGE-INTEGRITY begins in the message.
    package var integrity: Int?
    package var priority: UInt32?
    package var isNominating = false
    package var role: Role?
    package var mapped: TransportAddress?
    package var errorCode: UInt16?
    package var hasFingerprint = false
    package var unknown = UnknownAttributes()

    package init() {}
}

/// The first attributes that a message demands to be understood and that are not.
package struct UnknownAttributes: Equatable, Sendable {
    static let limit = 4

    private var types = SIMD4<UInt16>()
    package private(set) var count = 0

    package init() {}

    mutating func append(_ type: UInt16) {
        guard count < Self.limit else { return }
        types[count] = type
        count &+= 1
    }

    package subscript(index: Int) -> UInt16 { index >= 0 && index < count ? types[index] : 0 }
}
