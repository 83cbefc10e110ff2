/// When packets come, compared with when they were made: the transit baseline, the lateness, the target.
struct ArrivalClock: Equatable, Sendable {
    /// What a packet's number and timestamp mean.
    enum Reading: Equatable, Sendable {
        case known(sequence: Int64, timestamp: Int64)
        case restart(sequence: Int64, timestamp: Int64)
        case doubtful
    }

    /// Packets closer than 5 ms came in one burst, of which the first tells the delay.
    private static let burst: Int64 = 240
    /// A single packet later than 100 ms is a stall, not the network's way.
    private static let stall: Int64 = 4800
    /// Samples that a miss's mark loses each 20 ms.
    private static let fading: Int64 = 48

    private var source: UInt32?
    private var sequences = SequenceExtender()
    private var lastExtended: Int64 = 0, lastWire: UInt32 = 0
    private(set) var baseline: DelayBaseline?
    private var lateness = LatenessHistogram()
    private var losses = LossWindow()
    private var lastArrival: Int64 = .min
    /// The lateness of a packet that was missed, fading.
    private var missed: Int64 = 0

    /// Samples of delay that nearly all packets need, and a frame more where a packet repairs the one before it: then
    /// also one that is on time must be there when the one before it is due.
    var target: Int64 {
        let repair = losses.isRepairWorthwhile ? Int64(Frame.sampleCount) &+ LatenessHistogram.onTime : 0
        return max(lateness.quantile, missed) &+ repair
    }

    /// How long ago an unhindered packet of this timestamp would have come.
    func slack(of timestamp: Int64, at now: Int64) -> Int64 { now &- timestamp &- (baseline?.value ?? 0) }

    mutating func read(_ packet: JitterBuffer.Packet, at now: Int64) -> Reading {
        let isNew = source != packet.source
        if isNew {
            self = ArrivalClock()
            source = packet.source
        }
        let timestamp = extend(packet, isFirst: isNew)
        let transit = now &- timestamp
        switch sequences.extend(packet.sequence) {
        case .doubtful: return .doubtful
        case .restart(let sequence):
            restart(transit, at: now)
            return .restart(sequence: sequence, timestamp: timestamp)
        case .known(let sequence):
            guard let known = baseline?.value, abs(transit &- known) < JitterBuffer.clockJump else {
                restart(transit, at: now)
                return .restart(sequence: sequence, timestamp: timestamp)
            }
            return .known(sequence: sequence, timestamp: timestamp)
        }
    }

    /// Learns from a packet; `wasMissed` says that sound was made up in its place.
    mutating func observe(timestamp: Int64, wasMissed: Bool, at now: Int64) {
        let transit = now &- timestamp
        baseline?.observe(transit, at: now)
        let late = slack(of: timestamp, at: now)
        defer { lastArrival = now }
        guard lastArrival == .min || now &- lastArrival >= Self.burst else { return }
        lateness.observe(late)
        if wasMissed, late <= Self.stall { missed = max(missed, late) }
    }

    /// Learns that a packet was lost or not, and whether packets repair the one before them.
    mutating func observe(lost: Bool, isRepaired: Bool) { losses.observe(lost: lost, isRepaired: isRepaired) }

    /// 20 ms have gone by.
    mutating func fade() { missed = max(0, missed &- Self.fading) }

    private mutating func restart(_ transit: Int64, at now: Int64) {
        baseline = DelayBaseline(transit, at: now)
        lastArrival = .min
    }

    private mutating func extend(_ packet: JitterBuffer.Packet, isFirst: Bool) -> Int64 {
        let scale = Int64(min(max(packet.clockScale, 1), 48))
        if isFirst {
            lastExtended = Int64(packet.timestamp) &* scale
        } else {
            lastExtended = lastExtended &+ Int64(Int32(bitPattern: packet.timestamp &- lastWire)) &* scale
        }
        lastWire = packet.timestamp
        return lastExtended
    }
}
