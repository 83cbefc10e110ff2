/// The RTCP packets of one datagram (RFC 3550 §6.1). It is good for as long as the buffer is.
///
/// What frames the packets is checked at once; a packet whose content is wrong comes out as `unread`.
package struct RTCPCompound: Sequence {
    package enum Form: Sendable {
        /// A report comes first.
        case full
        /// Anything may come first, as both sides agreed (RFC 5506).
        case reducedSize
    }

    /// How many packets a datagram may hold.
    package static let limit = 32

    private let bytes: UnsafeRawBufferPointer

    package init(_ bytes: UnsafeRawBufferPointer, form: Form) throws(RTPError) {
        var position = 0, packets = 0
        repeat {
            guard bytes.count &- position >= 4 else { throw .truncated }
            guard bytes[position] >> 6 == 2 else { throw .wrongVersion }
            let end = position &+ 4 &+ 4 &* Int(bytes.uint16(at: position &+ 2))
            guard end <= bytes.count else { throw .truncated }
            guard packets < Self.limit else { throw .tooMany }
            if bytes[position] & 0x20 != 0 {
                let padding = Int(bytes[end &- 1])
                guard end == bytes.count, padding > 0, padding <= end &- position &- 4 else { throw .badPadding }
            }
            packets &+= 1
            position = end
        } while position < bytes.count
        if form == .full {
            guard (RTCPType.senderReport...RTCPType.receiverReport).contains(bytes[1]) else { throw .notCompound }
        }
        self.bytes = bytes
    }

    package func makeIterator() -> Iterator { Iterator(bytes: bytes) }

    package struct Iterator: IteratorProtocol {
        let bytes: UnsafeRawBufferPointer
        private var position = 0

        init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

        package mutating func next() -> RTCPPacket? {
            guard position < bytes.count else { return nil }
            let start = position
            position = start &+ 4 &+ 4 &* Int(bytes.uint16(at: start &+ 2))
            let padding = bytes[start] & 0x20 == 0 ? 0 : Int(bytes[position &- 1])
            return RTCPPacket(
                type: bytes[start &+ 1], count: bytes[start] & 0x1F, body: bytes.part(start &+ 4..<position &- padding))
        }
    }
}
