/// What is told of a source in a reception report (RFC 3550 §6.4.1).
package struct ReceptionStatistics: Equatable, Sendable {
    package typealias Instant = ContinuousClock.Instant

    package let ssrc: UInt32
    package private(set) var loss = LossCounter()
    package private(set) var jitter = JitterEstimate()
    /// Ticks a second.
    private let clockRate: UInt32
    /// Arrivals are counted from here.
    private var start: Instant?
    /// The middle of the last sender report's time, and when it came.
    private var lastReport: (compact: UInt32, arrival: Instant)?

    /// With the payload's clock in ticks a second.
    package init(ssrc: UInt32, clockRate: UInt32) {
        self.ssrc = ssrc
        self.clockRate = clockRate
    }

    @inline(__always)
    package mutating func receive(_ header: RTPHeader, at now: Instant) {
        loss.receive(header.sequence)
        let start = start ?? now
        self.start = start
        jitter.receive(header.timestamp, arrival: start.duration(to: now).ticks(rate: clockRate))
    }

    package mutating func receive(_ report: SenderReport, at now: Instant) {
        lastReport = (report.time.compact, now)
    }

    /// Nil before the first packet. Begins the next interval of the fraction lost.
    package mutating func report(at now: Instant) -> ReportBlock? {
        guard let highest = loss.highest else { return nil }
        let delay = lastReport.map { $0.arrival.duration(to: now).ticks(rate: 65536) }
        return ReportBlock(
            ssrc: ssrc, fractionLost: loss.takeFraction(), lost: loss.lost,
            highest: UInt32(truncatingIfNeeded: highest), jitter: jitter.ticks,
            reported: ReportBlock.Echo(lastReport: lastReport?.compact ?? 0, delay: delay ?? 0))
    }

    package static func == (left: Self, right: Self) -> Bool {
        left.ssrc == right.ssrc && left.loss == right.loss && left.jitter == right.jitter && left.clockRate == right.clockRate
            && left.start == right.start && left.lastReport?.compact == right.lastReport?.compact
            && left.lastReport?.arrival == right.lastReport?.arrival
    }
}

extension Duration {
    /// Ticks of a clock, modulo 2^32.
    @inline(__always)
    func ticks(rate: UInt32) -> UInt32 {
        let (seconds, attoseconds) = components
        let part = attoseconds / 1_000_000_000 &* Int64(rate) / 1_000_000_000
        return UInt32(truncatingIfNeeded: seconds &* Int64(rate) &+ part)
    }
}
