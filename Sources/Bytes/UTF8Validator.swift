/// Checks that a stream of bytes is UTF-8 (RFC 3629), however the stream is cut.
///
/// Overlong forms, surrogates and code points above U+10FFFF are refused at the first byte that proves them.
package struct UTF8Validator: Equatable, Sendable {
    /// Continuation bytes still owed by the character that was begun.
    private var owed: UInt8 = 0
    /// The bounds of the next continuation byte; narrower than 80…BF after E0, ED, F0 and F4.
    private var lowest: UInt8 = 0x80
    private var highest: UInt8 = 0xBF

    package init() {}

    /// True between characters: a text may end here.
    package var isComplete: Bool { owed == 0 }

    /// The position of the first byte that cannot be UTF-8, or nil when all may be.
    package mutating func firstError(in bytes: UnsafeRawBufferPointer) -> Int? {
        let count = bytes.count
        var at = 0
        while at < count {
            if owed == 0 {
                at = Self.skipASCII(bytes, from: at)
                guard at < count else { return nil }
                at = Self.skipThreeByteRun(bytes, from: at)
                guard at < count else { return nil }
                guard begin(bytes[at]) else { return at }
            } else {
                guard bytes[at] >= lowest, bytes[at] <= highest else { return at }
                (owed, lowest, highest) = (owed &- 1, 0x80, 0xBF)
            }
            at &+= 1
        }
        return nil
    }

    /// The position of the first error in a whole text; its length when it ends inside a character.
    package static func firstError(in text: UnsafeRawBufferPointer) -> Int? {
        var validator = UTF8Validator()
        if let error = validator.firstError(in: text) { return error }
        return validator.isComplete ? nil : text.count
    }

    /// Takes the first byte of a character.
    private mutating func begin(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x00...0x7F: return true
        case 0xC2...0xDF: owed = 1
        case 0xE0: (owed, lowest) = (2, 0xA0)
        case 0xED: (owed, highest) = (2, 0x9F)
        case 0xE1...0xEF: owed = 2
        case 0xF0: (owed, lowest) = (3, 0x90)
        case 0xF1...0xF3: owed = 3
        case 0xF4: (owed, highest) = (3, 0x8F)
        default: return false
        }
        return true
    }

    @inline(__always)
    private static func skipASCII(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
        var at = start
        while bytes.count &- at >= 8 {
            let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))
            let high = word & 0x8080_8080_8080_8080
            guard high == 0 else { return at &+ high.trailingZeroBitCount / 8 }
            at &+= 8
        }
        while at < bytes.count, bytes[at] < 0x80 { at &+= 1 }
        return at
    }

    /// Skips whole characters U+1000…U+CFFF, which most Chinese, Japanese and Korean text is made of.
    @inline(__always)
    private static func skipThreeByteRun(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
        var at = start
        while bytes.count &- at >= 4 {
            let word = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt32.self))
            let lead = UInt8(truncatingIfNeeded: word)
            guard word & 0x00C0_C000 == 0x0080_8000, lead >= 0xE1, lead <= 0xEC else { break }
            at &+= 3
        }
        return at
    }
}
