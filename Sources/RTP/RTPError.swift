/// Why bytes are no packet, or a packet was not written.
package enum RTPError: Error, Equatable, Sendable {
    /// Not version 2 (RFC 3550 §5.1).
    case wrongVersion
    /// Shorter than its own lengths say.
    case truncated
    /// More padding than there are bytes, or padding where none may be.
    case badPadding
    /// The first packet of a compound is not a report (RFC 3550 §6.1).
    case notCompound
    /// More of something than a packet may hold.
    case tooMany
    /// An identifier or a value that its field cannot hold.
    case outOfRange
    /// The buffer is full. Nothing of what did not fit was written.
    case noRoom
}
