/// Text for one line on a screen: from a header, a name.
enum PlainLine {
    /// Without control characters and bidirectional overrides; runs of blanks are one, none at the ends.
    static func clean(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return clean(ascii: Array(text.utf8)) }
        var result = String.UnicodeScalarView()
        var owesSpace = false
        for scalar in text.unicodeScalars {
            if scalar.properties.isWhitespace || scalar.properties.generalCategory == .control {
                owesSpace = true
            } else if !isInvisible(scalar) {
                if owesSpace, !result.isEmpty { result.append(" ") }
                owesSpace = false
                result.append(scalar)
            }
        }
        return String(result)
    }

    /// The same for ASCII.
    static func clean(ascii bytes: [UInt8]) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var owesSpace = false
        for byte in bytes {
            guard byte > 0x20, byte != 0x7F else {
                owesSpace = true
                continue
            }
            if owesSpace, !result.isEmpty { result.append(0x20) }
            owesSpace = false
            result.append(byte)
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// Overrides and isolates of direction (UAX #9), line separators, tags and the byte order mark.
    static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x200E, 0x200F, 0x061C, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF, 0x2028, 0x2029: true
        default: false
        }
    }
}
