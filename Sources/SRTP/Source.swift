/// What one direction remembers of one synchronization source (RFC 3711 §3.2.3).
struct Source: Equatable, Sendable {
    let ssrc: UInt32
    /// Indexes of RTP packets, of 48 bits.
    var packets = ReplayWindow()
    /// Where the rollover counter begins, for a source that was not heard from its first packet.
    var firstRollover: UInt32 = 0
    /// Indexes of received RTCP packets, of 31 bits.
    var controls = ReplayWindow()
    /// The index of the next RTCP packet to send.
    var nextControl: UInt32 = 0

    init(ssrc: UInt32) { self.ssrc = ssrc }

    @inline(__always)
    func packetIndex(_ sequence: UInt16) throws(SRTPError) -> UInt64 {
        guard let highest = packets.highest else { return UInt64(firstRollover) << 16 | UInt64(sequence) }
        let index = PacketIndex.guess(sequence, highest: highest)
        guard index <= PacketIndex.max else { throw .keysExhausted }
        return index
    }
}
