/// The characters of a base 64: those of the values 62 and 63 differ, the others never do.
struct Base64Alphabet {
    let character62: UInt8
    let character63: UInt8

    static let standard = Base64Alphabet(character62: UInt8(ascii: "+"), character63: UInt8(ascii: "/"))
    static let url = Base64Alphabet(character62: UInt8(ascii: "-"), character63: UInt8(ascii: "_"))
    private static let padding = UInt8(ascii: "=")

    func encode(_ bytes: [UInt8], padded: Bool) -> String {
        let whole = bytes.count / 3, rest = bytes.count % 3
        let length = whole * 4 + (rest == 0 ? 0 : padded ? 4 : rest + 1)
        return String(unsafeUninitializedCapacity: length) { output in
            var written = 0
            func put(_ byte: UInt8) {
                output.initializeElement(at: written, to: byte)
                written &+= 1
            }
            for group in 0..<whole {
                let bits = UInt32(bytes[group * 3]) << 16 | UInt32(bytes[group * 3 + 1]) << 8 | UInt32(bytes[group * 3 + 2])
                put(character(bits >> 18))
                put(character(bits >> 12))
                put(character(bits >> 6))
                put(character(bits))
            }
            guard rest > 0 else { return written }
            let bits = UInt32(bytes[whole * 3]) << 16 | (rest == 2 ? UInt32(bytes[whole * 3 + 1]) << 8 : 0)
            put(character(bits >> 18))
            put(character(bits >> 12))
            if rest == 2 { put(character(bits >> 6)) }
            while written < length { put(Self.padding) }
            return written
        }
    }

    func decode(_ text: String, padded: Bool, maxBytes: Int) -> [UInt8]? {
        var text = text
        return text.withUTF8 { decode($0, padded: padded, maxBytes: maxBytes) }
    }

    private func decode(_ text: UnsafeBufferPointer<UInt8>, padded: Bool, maxBytes: Int) -> [UInt8]? {
        var length = text.count
        if padded {
            guard length % 4 == 0 else { return nil }
            for _ in 0..<2 where length > 0 && text[length &- 1] == Self.padding { length &-= 1 }
        }
        let rest = length % 4
        let size = length / 4 * 3 + max(rest - 1, 0)
        guard rest != 1, size <= maxBytes else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(size)
        var bits: UInt32 = 0
        for index in 0..<length {
            guard let value = value(text[index]) else { return nil }
            bits = bits << 6 | value
            if index & 3 == 3 {
                bytes.append(UInt8(truncatingIfNeeded: bits >> 16))
                bytes.append(UInt8(truncatingIfNeeded: bits >> 8))
                bytes.append(UInt8(truncatingIfNeeded: bits))
            }
        }
        if rest == 2 {
            guard bits & 0x0F == 0 else { return nil }
            bytes.append(UInt8(truncatingIfNeeded: bits >> 4))
        } else if rest == 3 {
            guard bits & 0x03 == 0 else { return nil }
            bytes.append(UInt8(truncatingIfNeeded: bits >> 10))
            bytes.append(UInt8(truncatingIfNeeded: bits >> 2))
        }
        return bytes
    }

    /// The character of the lowest six bits.
    private func character(_ bits: UInt32) -> UInt8 {
        let value = UInt8(truncatingIfNeeded: bits & 0x3F)
        return switch value {
        case 0..<26: value &+ UInt8(ascii: "A")
        case 26..<52: value &- 26 &+ UInt8(ascii: "a")
        case 52..<62: value &- 52 &+ UInt8(ascii: "0")
        case 62: character62
        default: character63
        }
    }

    private func value(_ character: UInt8) -> UInt32? {
        switch character {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(character &- UInt8(ascii: "A"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(character &- UInt8(ascii: "a") &+ 26)
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(character &- UInt8(ascii: "0") &+ 52)
        case character62: 62
        case character63: 63
        default: nil
        }
    }
}
