/// The interarrival jitter of a source (RFC 3550 §A.8).
package struct JitterEstimate: Equatable, Sendable {
    /// Sixteenths of a tick.
    private var scaled: Int64 = 0
    /// How long the last packet was under way, of an unknown zero.
    private var transit: UInt32?

    package init() {}

    /// Takes a packet's timestamp and its arrival on the same clock, both in ticks.
    @inline(__always)
    package mutating func receive(_ timestamp: RTPTimestamp, arrival: UInt32) {
        let now = arrival &- timestamp.rawValue
        defer { transit = now }
        guard let transit else { return }
        let difference = Int64(Int32(bitPattern: now &- transit).magnitude)
        scaled &+= difference &- ((scaled &+ 8) >> 4)
    }

    /// Ticks.
    package var ticks: UInt32 { UInt32(clamping: scaled >> 4) }
}
