/// Packets that a receiver misses (RFC 4585 §6.2.1).
package struct LostPackets: Sequence {
    package let head: FeedbackHead
    let bytes: UnsafeRawBufferPointer

    package func makeIterator() -> Iterator { Iterator(bytes: bytes) }

    package struct Iterator: IteratorProtocol {
        let bytes: UnsafeRawBufferPointer
        private var position = 0
        private var first = SequenceNumber(0)
        /// Bit n stands for the packet n places after the first, which bit 0 is.
        private var mask: UInt32 = 0

        init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

        package mutating func next() -> SequenceNumber? {
            if mask == 0 {
                guard bytes.count &- position >= 4 else { return nil }
                first = SequenceNumber(bytes.uint16(at: position))
                mask = UInt32(bytes.uint16(at: position &+ 2)) << 1 | 1
                position &+= 4
            }
            let place = mask.trailingZeroBitCount
            mask &= mask &- 1
            return first.advanced(by: place)
        }
    }
}
