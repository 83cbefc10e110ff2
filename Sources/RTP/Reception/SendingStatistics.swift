/// What a sender's report tells (RFC 3550 §6.4.1).
package struct SendingStatistics: Equatable, Sendable {
    package let ssrc: UInt32
    private var packets: UInt32 = 0
    private var octets: UInt32 = 0

    package init(ssrc: UInt32) { self.ssrc = ssrc }

    /// Counts a packet by the bytes of its payload, without header and padding.
    @inline(__always)
    package mutating func send(payload: Int) {
        packets &+= 1
        octets &+= UInt32(truncatingIfNeeded: payload)
    }

    package func report(at time: NTPTimestamp, clock: ClockMapping) -> SenderReport {
        SenderReport(ssrc: ssrc, time: time, timestamp: clock.timestamp(at: time), packets: packets, octets: octets)
    }
}
