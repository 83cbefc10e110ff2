/// Resolves the escapes of a string (RFC 8259 §7). The output is never longer than the input.
struct Unescaper {
    let input: UnsafeRawBufferPointer
    let output: UnsafeMutableBufferPointer<UInt8>
    private(set) var read = 0
    private(set) var written = 0

    init(input: UnsafeRawBufferPointer, output: UnsafeMutableBufferPointer<UInt8>) {
        self.input = input
        self.output = output
    }

    /// False when an escape is malformed; `read` then stands on it.
    mutating func run() -> Bool {
        while read < input.count {
            let byte = input[read]
            if byte == UInt8(ascii: "\\") {
                guard escape() else { return false }
            } else {
                put(byte)
                read &+= 1
            }
        }
        return true
    }

    @inline(__always)
    private mutating func put(_ byte: UInt8) {
        guard written < output.count else { return }
        output.initializeElement(at: written, to: byte)
        written &+= 1
    }

    private mutating func escape() -> Bool {
        guard read &+ 1 < input.count else { return false }
        switch input[read &+ 1] {
        case UInt8(ascii: "\""): put(0x22)
        case UInt8(ascii: "\\"): put(0x5C)
        case UInt8(ascii: "/"): put(0x2F)
        case UInt8(ascii: "b"): put(0x08)
        case UInt8(ascii: "f"): put(0x0C)
        case UInt8(ascii: "n"): put(0x0A)
        case UInt8(ascii: "r"): put(0x0D)
        case UInt8(ascii: "t"): put(0x09)
        case UInt8(ascii: "u"): return unicode()
        default: return false
        }
        read &+= 2
        return true
    }

    /// `\uXXXX`, or two of them that make a surrogate pair.
    private mutating func unicode() -> Bool {
        guard let first = hex(at: read) else { return false }
        var code = first
        var length = 6
        if first & 0xF800 == 0xD800 {
            guard first < 0xDC00, let second = hex(at: read &+ 6), second & 0xFC00 == 0xDC00 else { return false }
            code = 0x10000 &+ (first & 0x3FF) << 10 | (second & 0x3FF)
            length = 12
        }
        encode(code)
        read &+= length
        return true
    }

    /// The four digits of a `\u` escape that begins at a position.
    private func hex(at start: Int) -> UInt32? {
        guard input.count &- start >= 6, input[start] == UInt8(ascii: "\\"), input[start &+ 1] == UInt8(ascii: "u")
        else { return nil }
        var code: UInt32 = 0
        for offset in 2..<6 {
            let byte = input[start &+ offset]
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): code = code << 4 | UInt32(byte & 0x0F)
            case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"):
                code = code << 4 | UInt32(byte & 0x0F &+ 9)
            default: return nil
            }
        }
        return code
    }

    private mutating func encode(_ code: UInt32) {
        func low(_ shift: UInt32) -> UInt8 { 0x80 | UInt8(truncatingIfNeeded: code >> shift) & 0x3F }
        switch code {
        case 0..<0x80:
            put(UInt8(truncatingIfNeeded: code))
        case 0x80..<0x800:
            put(0xC0 | UInt8(truncatingIfNeeded: code >> 6))
            put(low(0))
        case 0x800..<0x10000:
            put(0xE0 | UInt8(truncatingIfNeeded: code >> 12))
            put(low(6))
            put(low(0))
        default:
            put(0xF0 | UInt8(truncatingIfNeeded: code >> 18))
            put(low(12))
            put(low(6))
            put(low(0))
        }
    }
}
