/// The sequence number of an RTP packet, which wraps at 2^16 (RFC 3550 §5.1).
package struct SequenceNumber: Hashable, Sendable {
    package var rawValue: UInt16

    package init(_ rawValue: UInt16) { self.rawValue = rawValue }

    /// Steps from the other to this one by the shorter way round; half a round counts as backwards.
    @inline(__always)
    package func distance(from other: SequenceNumber) -> Int { Int(Int16(bitPattern: rawValue &- other.rawValue)) }

    @inline(__always)
    package func isAfter(_ other: SequenceNumber) -> Bool { distance(from: other) > 0 }

    @inline(__always)
    package func advanced(by steps: Int) -> SequenceNumber {
        SequenceNumber(rawValue &+ UInt16(truncatingIfNeeded: steps))
    }
}
