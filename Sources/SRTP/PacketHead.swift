/// Bytes of the largest packet that is looked at.
let maxPacketSize = 65_535

/// What protection must know of an RTP packet (RFC 3550 §5.1), whose payload may not be readable yet.
struct PacketHead {
    /// Bytes in clear: the header with its contributors and its extension.
    let size: Int
    let sequence: UInt16
    let ssrc: UInt32

    /// Of the first `count` bytes.
    @inline(__always)
    init(_ bytes: UnsafeRawBufferPointer, count: Int) throws(SRTPError) {
        guard count >= 12, count <= min(bytes.count, maxPacketSize), bytes[0] >> 6 == 2 else { throw .malformed }
        var size = 12 &+ 4 &* Int(bytes[0] & 15)
        if bytes[0] & 0x10 != 0 {
            guard count >= size &+ 4 else { throw .malformed }
            let words = UInt16(bigEndian: bytes.loadUnaligned(fromByteOffset: size &+ 2, as: UInt16.self))
            size &+= 4 &+ 4 &* Int(words)
        }
        guard size <= count else { throw .malformed }
        self.size = size
        sequence = UInt16(bigEndian: bytes.loadUnaligned(fromByteOffset: 2, as: UInt16.self))
        ssrc = UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt32.self))
    }
}

/// What protection must know of an RTCP packet (RFC 3550 §6.4).
struct ControlHead {
    /// Bytes in clear.
    static let size = 8

    let ssrc: UInt32

    /// Of the first `count` bytes.
    @inline(__always)
    init(_ bytes: UnsafeRawBufferPointer, count: Int) throws(SRTPError) {
        guard count >= Self.size, count <= min(bytes.count, maxPacketSize), bytes[0] >> 6 == 2 else { throw .malformed }
        ssrc = UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 4, as: UInt32.self))
    }
}
