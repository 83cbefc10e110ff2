/// Which bytes end the plain run of a string: the quote, the backslash and the control characters.
enum StringBytes {
    static let highs: UInt64 = 0x8080_8080_8080_8080
    private static let ones: UInt64 = 0x0101_0101_0101_0101

    @inline(__always)
    static func isStop(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    /// The high bit of the lowest stopping byte of eight, and perhaps of bytes above it.
    @inline(__always)
    static func stops(in word: UInt64) -> UInt64 {
        let quote = word ^ (ones &* UInt64(UInt8(ascii: "\"")))
        let backslash = word ^ (ones &* UInt64(UInt8(ascii: "\\")))
        let control = (word &- ones &* 0x20) & ~word
        return (control | ((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash)) & highs
    }

    /// The position of the first stopping byte, or the end.
    @inline(__always)
    static func firstStop(in text: UnsafeRawBufferPointer, from start: Int) -> Int {
        var at = start
        while text.count &- at >= 8 {
            let stops = stops(in: UInt64(littleEndian: text.loadUnaligned(fromByteOffset: at, as: UInt64.self)))
            guard stops == 0 else { return at &+ stops.trailingZeroBitCount / 8 }
            at &+= 8
        }
        while at < text.count, !isStop(text[at]) { at &+= 1 }
        return at
    }
}
