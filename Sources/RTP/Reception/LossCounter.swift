/// What of a source's packets arrived (RFC 3550 §A.1, §A.3), without probation: packets come here authentic.
package struct LossCounter: Equatable, Sendable {
    /// A jump ahead of so many packets is doubted until the next packet follows it.
    static let maxDropout: UInt16 = 3000
    /// A packet so many places behind is late, and one farther behind begins a new sequence.
    static let maxMisorder: UInt16 = 100

    /// The number of the first packet, of a sequence that is extended by its wraps.
    private var base: Int64 = 0
    /// Nil before the first packet.
    private(set) package var highest: Int64?
    private(set) package var received: Int64 = 0
    /// What must come next for a doubted jump to be believed.
    private var doubted: UInt16?
    private var expectedBefore: Int64 = 0
    private var receivedBefore: Int64 = 0

    package init() {}

    @inline(__always)
    package mutating func receive(_ sequence: SequenceNumber) {
        guard let highest else { return begin(sequence) }
        let ahead = sequence.rawValue &- UInt16(truncatingIfNeeded: highest)
        if ahead < Self.maxDropout {
            self.highest = highest &+ Int64(ahead)
        } else if ahead <= UInt16.max &- Self.maxMisorder {
            guard doubted == sequence.rawValue else {
                doubted = sequence.rawValue &+ 1
                return
            }
            return begin(sequence)
        }
        received &+= 1
    }

    /// How many packets there were from the first to the highest.
    package var expected: Int64 { highest.map { $0 - base + 1 } ?? 0 }

    /// How many are missing; less than nothing when some came twice.
    package var lost: Int32 { Int32(min(max(expected - received, -0x80_0000), 0x7F_FFFF)) }

    /// How many of 256 packets were lost since this was last asked (RFC 3550 §6.4.1).
    package mutating func takeFraction() -> UInt8 {
        let expectedNow = expected - expectedBefore, lostNow = expectedNow - (received - receivedBefore)
        expectedBefore = expected
        receivedBefore = received
        guard expectedNow > 0, lostNow > 0 else { return 0 }
        return UInt8(min(lostNow * 256 / expectedNow, 255))
    }

    private mutating func begin(_ sequence: SequenceNumber) {
        self = LossCounter()
        base = Int64(sequence.rawValue)
        highest = base
        received = 1
    }
}
