/// An RTP packet as it lies in a buffer (RFC 3550 §5.1). It is good for as long as the buffer is.
package struct RTPPacket {
    package let bytes: UnsafeRawBufferPointer
    package let header: RTPHeader
    /// The header extensions (RFC 8285), if any.
    package let extensions: HeaderExtensions
    private let payloadStart: Int
    private let payloadEnd: Int

    @inline(__always)
    package init(_ bytes: UnsafeRawBufferPointer) throws(RTPError) {
        guard bytes.count >= RTPHeader.size else { throw .truncated }
        guard bytes[0] >> 6 == 2 else { throw .wrongVersion }
        self.bytes = bytes
        header = RTPHeader(reading: bytes)
        var start = RTPHeader.size &+ 4 &* Int(bytes[0] & 0x0F)
        if bytes[0] & 0x10 != 0 {
            guard bytes.count >= start &+ 4 else { throw .truncated }
            let end = start &+ 4 &+ 4 &* Int(bytes.uint16(at: start &+ 2))
            guard bytes.count >= end else { throw .truncated }
            extensions = HeaderExtensions(profile: bytes.uint16(at: start), bytes: bytes.part(start &+ 4..<end))
            start = end
        } else {
            guard bytes.count >= start else { throw .truncated }
            extensions = HeaderExtensions()
        }
        let padding = bytes[0] & 0x20 == 0 ? 0 : Int(bytes[bytes.count &- 1])
        guard bytes[0] & 0x20 == 0 || padding > 0, padding <= bytes.count &- start else { throw .badPadding }
        payloadStart = start
        payloadEnd = bytes.count &- padding
    }

    /// Without the padding.
    @inline(__always)
    package var payload: UnsafeRawBufferPointer { bytes.part(payloadStart..<payloadEnd) }

    /// The sources of what was mixed, of whom there are at most 15.
    package var contributors: Identifiers {
        Identifiers(bytes: bytes.part(RTPHeader.size..<RTPHeader.size + 4 * Int(bytes[0] & 0x0F)))
    }

    /// Bytes of padding at the end.
    package var padding: Int { bytes.count - payloadEnd }
}

/// A row of synchronization sources in a buffer.
package struct Identifiers: RandomAccessCollection {
    let bytes: UnsafeRawBufferPointer

    package var startIndex: Int { 0 }
    package var endIndex: Int { bytes.count / 4 }
    package subscript(position: Int) -> UInt32 { bytes.uint32(at: 4 * position) }
}
