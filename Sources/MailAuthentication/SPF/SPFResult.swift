/// Whether a host may send mail for a domain (RFC 7208 §2.6).
package struct SPFResult: Equatable, Sendable {
    package enum Status: String, Equatable, Sendable {
        /// The domain says nothing, or there is none.
        case none
        case neutral
        case pass
        case fail
        case softfail
        case temperror
        case permerror
    }

    /// Whose domain it was (RFC 7208 §2.3, §2.4).
    package enum Identity: String, Equatable, Sendable {
        case mailFrom = "mailfrom"
        case helo
    }

    package let status: Status
    package let identity: Identity
    /// The domain that was asked, in lower case.
    package let domain: String
    /// The mechanism that decided, or why there was an error; empty without either.
    package let reason: String
}
