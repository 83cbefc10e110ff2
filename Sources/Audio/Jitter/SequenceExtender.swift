/// RTP sequence numbers as numbers that do not wrap (RFC 3550 appendix A.1).
struct SequenceExtender: Equatable, Sendable {
    enum Extension: Equatable, Sendable {
        case known(Int64)
        /// Two packets in a row begin a new range.
        case restart(Int64)
        /// Far from all before: waits for the packet that follows it.
        case doubtful
    }

    /// How far numbers may go on, and back, without doubt.
    private static let maxAhead: Int16 = 3000, maxBehind: Int16 = -1000
    private var highest: Int64?
    /// What would follow the last doubtful number.
    private var awaited: UInt16?

    mutating func extend(_ sequence: UInt16) -> Extension {
        guard let highest else { return begin(sequence) }
        let step = Int16(bitPattern: sequence &- UInt16(truncatingIfNeeded: highest))
        guard step > Self.maxBehind, step < Self.maxAhead else {
            if sequence == awaited { return begin(sequence) }
            awaited = sequence &+ 1
            return .doubtful
        }
        awaited = nil
        let number = highest &+ Int64(step)
        self.highest = max(highest, number)
        return .known(number)
    }

    private mutating func begin(_ sequence: UInt16) -> Extension {
        let number = Int64(sequence) &+ 0x1_0000
        highest = number
        awaited = nil
        return .restart(number)
    }
}
