extension UnsafeBufferPointer<UInt8> {
    /// The position of the first CR or LF at or after `start`, or the end.
    @inline(__always)
    func firstLineBreak(from start: Int) -> Int {
        guard let base = baseAddress else { return count }
        let raw = UnsafeRawPointer(base)
        var at = start
        while count &- at >= 8 {
            let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: at, as: UInt64.self))
            // Bytes below 14 are rare in mail; among them CR and LF are looked for, the first of which is marked rightly.
            if (word &- 0x0E0E_0E0E_0E0E_0E0E) & ~word & 0x8080_8080_8080_8080 != 0 {
                let marks = Self.marks(word ^ 0x0A0A_0A0A_0A0A_0A0A) | Self.marks(word ^ 0x0D0D_0D0D_0D0D_0D0D)
                if marks != 0 { return at &+ marks.trailingZeroBitCount / 8 }
            }
            at &+= 8
        }
        while at < count, base[at] != .cr, base[at] != .lf { at &+= 1 }
        return at
    }

    /// Marks the first zero byte, and perhaps others behind it.
    @inline(__always)
    private static func marks(_ word: UInt64) -> UInt64 {
        (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
    }
}
