/// Whether a mail is of the domain that it says it is from (RFC 7489 §11.2).
package struct DMARCResult: Equatable, Sendable {
    package enum Status: String, Equatable, Sendable {
        /// The domain says nothing.
        case none
        case pass
        case fail
        case temperror
        case permerror
    }

    /// What the domain asks to do with a mail that fails.
    package enum Policy: String, Equatable, Sendable {
        case none
        case quarantine
        case reject
    }

    package let status: Status
    /// The domain of the From field, in lower case.
    package let domain: String
    package let policy: Policy
    /// Whether a true signature is of that domain, and whether the envelope's sender is.
    ///
    /// Both are told without a record too, by the relaxed rule.
    package let isSigned: Bool
    package let isAuthorized: Bool
}
