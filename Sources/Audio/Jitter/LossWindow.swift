/// How many packets are lost of late, and whether the next ones could repair them.
struct LossWindow: Equatable, Sendable {
    /// Above this share of losses waiting one packet longer for a repair is worthwhile; below half of it, no more.
    private static let worthwhile: Float = 0.02
    /// The share that the newest packet has in the average: half is forgotten after 140.
    private static let newest: Float = 0.005
    private var lost: Float = 0, repaired: Float = 0
    private(set) var isRepairWorthwhile = false

    mutating func observe(lost isLost: Bool, isRepaired: Bool) {
        lost += ((isLost ? 1 : 0) - lost) * Self.newest
        if !isLost { repaired += ((isRepaired ? 1 : 0) - repaired) * Self.newest * 4 }
        let limit = isRepairWorthwhile ? Self.worthwhile / 2 : Self.worthwhile
        isRepairWorthwhile = lost > limit && repaired > 0.5
    }
}
