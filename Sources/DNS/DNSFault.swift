/// Why a message cannot be written or believed.
package enum DNSFault: Error, Equatable, Sendable {
    /// A name that no question may hold (RFC 1035 §2.3.4).
    case badName
    /// Bytes that are no message, or more of it than is read.
    case malformed
    /// A message that does not answer the question.
    case notTheAnswer
}
