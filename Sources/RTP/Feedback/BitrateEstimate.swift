/// What a receiver can take of some sources together (draft-alvestrand-rmcat-remb-03 §2.2).
package struct BitrateEstimate {
    package let head: FeedbackHead
    /// Bits a second.
    package let bitrate: UInt64
    package let sources: Identifiers

    init?(head: FeedbackHead, _ bytes: UnsafeRawBufferPointer) {
        guard bytes.count >= 8, bytes.uint32(at: 0) == 0x5245_4D42 else { return nil }
        let end = 8 &+ 4 &* Int(bytes[4]), exponent = bytes[5] >> 2, mantissa = UInt64(bytes.uint24(at: 5) & 0x3_FFFF)
        guard bytes.count >= end else { return nil }
        self.head = head
        let isTooGreat = Int(exponent) > mantissa.leadingZeroBitCount
        bitrate = isTooGreat ? .max : mantissa << UInt64(exponent)
        sources = Identifiers(bytes: bytes.part(8..<end))
    }
}
