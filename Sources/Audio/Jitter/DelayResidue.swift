/// Finds out that sound is a whole frame later than it need be: not of one packet, which may just have been early, but of all
/// for a while.
struct DelayResidue: Equatable, Sendable {
    /// Packets looked at before it is believed: a second.
    private static let count = 50
    /// Samples that every packet must have to spare: half a millisecond.
    private static let least: Int64 = 24

    private var seen = 0
    private var lowest = Int64.max

    /// Takes what a packet had to spare beyond a frame, in samples; true when all of late had something.
    mutating func isLasting(_ excess: Int64) -> Bool {
        lowest = min(lowest, excess)
        seen += 1
        guard seen >= Self.count else { return false }
        defer { self = DelayResidue() }
        return lowest >= Self.least
    }
}
