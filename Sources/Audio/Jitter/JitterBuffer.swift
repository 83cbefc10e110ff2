/// One talker's packets, put in order and handed out when they are due (RFC 3550).
///
/// Packets come in with the instant of their arrival; each time sound is needed, `next` says what to make it of. Instants
/// and RTP timestamps are samples at 48 kHz. The delay follows what nearly all packets stay within: it grows at once
/// when one is missed, and `pace` says when sound should be played faster or slower to come back. Packets are kept in
/// storage that grows to the largest seen and then stays.
package struct JitterBuffer: Equatable, Sendable {
    /// Bytes of the longest payload taken.
    package static let maxPayload = 1500
    /// Packets held at most; older ones give way.
    static let slotCount = 64
    /// Samples beyond the target (300 ms) that are left out rather than played faster.
    static let maxExcess: Int64 = 14_400
    /// Samples beyond the target (60 ms) that are played faster whatever it sounds like.
    static let haste: Int64 = 2880
    /// Samples short of the target (2.5 ms) that make no difference.
    static let tolerance: Int64 = 120
    /// Samples of the highest target: 240 ms.
    static let maxTarget: Int64 = 11_520
    /// Transit times that differ by more than a second are of another clock.
    static let clockJump: Int64 = 48_000
    /// Samples made up in a row before it is silence: 120 ms.
    static let maxConcealed: Int64 = 5760

    struct Slot: Equatable, Sendable {
        /// Of the packet held, or of the last one that was.
        var sequence: Int64 = -1
        var isHeld = false
        var timestamp: Int64 = 0
        var duration: Int64 = 0
        var bytes: [UInt8] = []
    }

    enum State: Equatable, Sendable {
        /// Nothing is played until a packet is due.
        case waiting
        /// The timestamp of what comes next; the samples made up in its place so far, and all made up in a row.
        case playing(position: Int64, missed: Int64, concealed: Int64)
    }

    var slots = [Slot](repeating: Slot(), count: slotCount)
    var state = State.waiting
    /// What arrived of this talker, and when.
    var arrivals = ArrivalClock()
    /// The sequence number that is played next, and the highest held.
    var nextSequence: Int64 = 0, highest: Int64 = -1
    /// What is left over of a stall.
    var residue = DelayResidue()
    /// Whether the last packet played said that silence follows.
    var isDiscontinuous = false
    /// How the packets fared.
    package internal(set) var counts = Counts()

    package init() {}

    /// Samples by which sound is played later than an unhindered packet would allow.
    package var target: Int64 { min(arrivals.target, Self.maxTarget) }

    /// The timestamp of what is played next; nil in silence.
    package var position: Int64? {
        guard case .playing(let position, _, _) = state else { return nil }
        return position
    }
}
