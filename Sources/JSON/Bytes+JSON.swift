extension [UInt8] {
    /// Appends a string in quotes, with the escapes it needs and no others.
    @inline(__always)
    mutating func appendQuoted(_ string: String) {
        var string = string
        string.withUTF8 { text in
            append(UInt8(ascii: "\""))
            appendEscaped(UnsafeRawBufferPointer(text))
            append(UInt8(ascii: "\""))
        }
    }

    private mutating func appendEscaped(_ text: UnsafeRawBufferPointer) {
        var start = 0
        while start < text.count {
            let stop = StringBytes.firstStop(in: text, from: start)
            append(contentsOf: UnsafeRawBufferPointer(rebasing: text[start..<stop]))
            guard stop < text.count else { return }
            appendEscape(of: text[stop])
            start = stop &+ 1
        }
    }

    private mutating func appendEscape(of byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): append(contentsOf: [UInt8(ascii: "\\"), byte])
        case 0x08: append(contentsOf: #"\b"#.utf8)
        case 0x09: append(contentsOf: #"\t"#.utf8)
        case 0x0A: append(contentsOf: #"\n"#.utf8)
        case 0x0C: append(contentsOf: #"\f"#.utf8)
        case 0x0D: append(contentsOf: #"\r"#.utf8)
        default:
            let low = byte & 0x0F
            append(contentsOf: (byte < 0x10 ? #"\u000"# : #"\u001"#).utf8)
            append(low < 10 ? low | 0x30 : low &+ (0x61 - 10))
        }
    }

    /// Appends an integer in decimal digits.
    @inline(__always)
    mutating func appendDecimal(_ integer: Int64) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
            var rest = integer.magnitude
            var first = 20
            repeat {
                first &-= 1
                digits.initializeElement(at: first, to: UInt8(truncatingIfNeeded: rest % 10) | 0x30)
                rest /= 10
            } while rest > 0
            if integer < 0 {
                first &-= 1
                digits.initializeElement(at: first, to: UInt8(ascii: "-"))
            }
            append(contentsOf: UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: digits[first...])))
        }
    }
}
