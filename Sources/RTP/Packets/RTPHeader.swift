/// The fields of the fixed header of an RTP packet (RFC 3550 §5.1).
package struct RTPHeader: Equatable, Sendable {
    /// Bytes.
    package static let size = 12

    /// What the payload's profile makes of it: of audio, the first packet after silence (RFC 3551 §4.1).
    package var marker = false
    /// At most 127.
    package var payloadType: UInt8
    package var sequence: SequenceNumber
    package var timestamp: RTPTimestamp
    package var ssrc: UInt32

    package init(
        marker: Bool = false, payloadType: UInt8, sequence: SequenceNumber, timestamp: RTPTimestamp, ssrc: UInt32
    ) {
        self.marker = marker
        self.payloadType = payloadType
        self.sequence = sequence
        self.timestamp = timestamp
        self.ssrc = ssrc
    }

    /// Of at least `size` bytes.
    @inline(__always)
    init(reading bytes: UnsafeRawBufferPointer) {
        marker = bytes[1] & 0x80 != 0
        payloadType = bytes[1] & 0x7F
        sequence = SequenceNumber(bytes.uint16(at: 2))
        timestamp = RTPTimestamp(bytes.uint32(at: 4))
        ssrc = bytes.uint32(at: 8)
    }

    /// Writes all fields over those of a packet, whose contributors, extension and padding stay.
    @inline(__always)
    package func overwrite(_ packet: UnsafeMutableRawBufferPointer) throws(RTPError) {
        guard packet.count >= Self.size else { throw .truncated }
        guard payloadType < 128 else { throw .outOfRange }
        packet[1] = (marker ? 0x80 : 0) | payloadType
        packet.store(sequence.rawValue, at: 2)
        packet.store(timestamp.rawValue, at: 4)
        packet.store(ssrc, at: 8)
    }
}
