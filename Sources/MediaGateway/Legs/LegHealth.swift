import Domain

/// How a leg's network does, by what it reports and by what comes of it.
struct LegHealth {
    typealias Instant = ContinuousClock.Instant

    /// Without a word for so long its connection is taken for broken; checks come every 2.5 s.
    static let silence = Duration.seconds(6)
    /// 256ths of packets above which a network is poor, and below which it is well again.
    private static let poor: Float = 12, well: Float = 5
    /// 256ths of packets above which it is worthwhile that packets repair the one before them.
    private static let losing: Float = 4

    /// Packets taken in a second, far more than any sender of sound has.
    private static let perSecond = 600

    var heardAt: Instant?
    private var packets = 0
    private(set) var isSilent = false
    private(set) var isPoor = false
    /// 256ths of packets lost on the way to it, and from it, of late.
    private var lossThere: Float = 0
    private var lossHere: Float = 0

    mutating func report(lost fraction: UInt8) { lossThere += (Float(fraction) - lossThere) * 0.4 }
    mutating func observe(lost fraction: UInt8) { lossHere += (Float(fraction) - lossHere) * 0.4 }

    /// Whether it loses so many of the packets that are sent to it that repairs are worth their bits.
    var losesPackets: Bool { lossThere > Self.losing }

    /// Counts a packet; false when it is one of a flood.
    mutating func admits() -> Bool {
        packets &+= 1
        return packets <= Self.perSecond
    }

    /// A new second begins.
    mutating func renew() { packets = 0 }

    /// Whether its silence has begun or ended since this was last asked.
    mutating func updateSilence(at now: Instant) -> Bool {
        let isNow = heardAt.map { now - $0 > Self.silence } ?? false
        defer { isSilent = isNow }
        return isNow != isSilent
    }

    /// Whether its network has become poor or well since this was last asked.
    mutating func updateQuality() -> Bool {
        let worst = max(lossThere, lossHere)
        let isNow = worst > (isPoor ? Self.well : Self.poor)
        defer { isPoor = isNow }
        return isNow != isPoor
    }
}
