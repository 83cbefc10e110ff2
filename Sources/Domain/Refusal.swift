/// The only way the domain says no. Each gateway maps every case to its own code in one switch.
package enum Refusal: Error, Equatable, Sendable {
    case missing(field: String)
    case wrongType(field: String, expected: String)
    case unknownField(String)
    case tooLong(field: String, limit: Int, got: Int)
    case invalid(field: String, expected: String)
    /// The bytes were not JSON at all.
    case malformed(detail: String)
    case notSignedIn
    case wrongPassword
    case suspended
    case forbidden(String)
    case notFound(String)
    case conflict(field: String?, detail: String)
    /// The other side of a direct conversation has not accepted yet, and enough was said to be judged by.
    case awaitingAcceptance
    case expired(String)
    case tooLarge(limit: Int64)
    case unsupportedType(expected: String)
    case tooMany(what: String, retryAfter: Int)
    case storageFull
    case unavailable(String)
}
