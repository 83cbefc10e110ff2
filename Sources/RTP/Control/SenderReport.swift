/// What a sender tells of itself (RFC 3550 §6.4.1).
package struct SenderReport: Equatable, Sendable {
    /// Bytes, without the first word of the packet.
    static let size = 24

    package var ssrc: UInt32
    package var time: NTPTimestamp
    /// The same moment on the media clock.
    package var timestamp: RTPTimestamp
    package var packets: UInt32
    /// Bytes of payload.
    package var octets: UInt32

    package init(ssrc: UInt32, time: NTPTimestamp, timestamp: RTPTimestamp, packets: UInt32, octets: UInt32) {
        self.ssrc = ssrc
        self.time = time
        self.timestamp = timestamp
        self.packets = packets
        self.octets = octets
    }

    init?(_ body: UnsafeRawBufferPointer) {
        guard body.count >= Self.size else { return nil }
        ssrc = body.uint32(at: 0)
        time = NTPTimestamp(body.uint64(at: 4))
        timestamp = RTPTimestamp(body.uint32(at: 12))
        packets = body.uint32(at: 16)
        octets = body.uint32(at: 20)
    }

    func write(_ bytes: UnsafeMutableRawBufferPointer, at start: Int) {
        bytes.store(ssrc, at: start)
        bytes.store(time.rawValue, at: start &+ 4)
        bytes.store(timestamp.rawValue, at: start &+ 12)
        bytes.store(packets, at: start &+ 16)
        bytes.store(octets, at: start &+ 20)
    }
}
