/// The timestamp of an RTP packet in ticks of its payload's clock, which wraps at 2^32 (RFC 3550 §5.1).
package struct RTPTimestamp: Hashable, Sendable {
    package var rawValue: UInt32

    package init(_ rawValue: UInt32) { self.rawValue = rawValue }

    /// Ticks from the other to this one by the shorter way round; half a round counts as backwards.
    @inline(__always)
    package func distance(from other: RTPTimestamp) -> Int { Int(Int32(bitPattern: rawValue &- other.rawValue)) }

    @inline(__always)
    package func isAfter(_ other: RTPTimestamp) -> Bool { distance(from: other) > 0 }

    @inline(__always)
    package func advanced(by ticks: Int) -> RTPTimestamp { RTPTimestamp(rawValue &+ UInt32(truncatingIfNeeded: ticks)) }
}
