import RTP

/// How packets of another are passed on in a stream of one's own (RFC 3550 §7.1): numbers and times are moved, gaps stay.
struct Forwarding {
    /// Packets of a jump after which the numbers begin anew.
    private static let maxJump = 1000

    private var source: UInt32?
    private var highest = SequenceNumber(0)
    private var sequence: UInt16 = 0
    private var time: UInt32 = 0

    /// Whether a packet does not go on from those before it.
    func isNew(_ header: RTPHeader) -> Bool {
        source != header.ssrc || abs(header.sequence.distance(from: highest)) > Self.maxJump
    }

    /// Lets the stream go on with a packet that is new, under the next number and at the present time of ours.
    mutating func begin(_ header: RTPHeader, next: UInt16, now: UInt32) {
        source = header.ssrc
        highest = header.sequence
        sequence = next &- header.sequence.rawValue
        time = now &- header.timestamp.rawValue
    }

    /// The number and time of a packet in our stream.
    mutating func place(_ header: RTPHeader) -> (sequence: UInt16, timestamp: UInt32) {
        if header.sequence.distance(from: highest) > 0 { highest = header.sequence }
        return (header.sequence.rawValue &+ sequence, header.timestamp.rawValue &+ time)
    }

    /// Something else was sent in between.
    mutating func stop() { source = nil }
}
