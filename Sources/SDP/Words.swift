/// The words of a value, parted by spaces.
struct Words {
    private var rest: Substring.UTF8View

    init(_ text: Substring) { rest = text.utf8 }

    mutating func next() -> Substring? {
        rest = rest.drop { $0 == UInt8(ascii: " ") }
        guard !rest.isEmpty else { return nil }
        let word = rest.prefix { $0 != UInt8(ascii: " ") }
        rest = rest[word.endIndex...]
        return Substring(word)
    }

    /// All that has not been read, without the spaces before it.
    mutating func remainder() -> Substring {
        let all = rest.drop { $0 == UInt8(ascii: " ") }
        rest = rest[rest.endIndex...]
        return Substring(all)
    }

    mutating func all() -> [String] {
        var words: [String] = []
        while let word = next() { words.append(String(word)) }
        return words
    }
}

extension Substring {
    /// What stands before and after the first of a character of ASCII; nil for the second when there is none.
    func parted(at character: Unicode.Scalar) -> (Substring, Substring?) {
        let byte = UInt8(ascii: character)
        guard let index = utf8.firstIndex(of: byte) else { return (self, nil) }
        return (Substring(utf8[..<index]), Substring(utf8[utf8.index(after: index)...]))
    }

    func pieces(at character: Unicode.Scalar) -> [Substring] {
        utf8.split(separator: UInt8(ascii: character), omittingEmptySubsequences: false).map { Substring($0) }
    }

    /// The number that digits alone make; nil when it has another sign or does not fit.
    func number<Number: FixedWidthInteger>(_: Number.Type = Number.self) -> Number? {
        guard utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return nil }
        return Number(self)
    }

    /// True for `token` of at most 256 characters (RFC 8866 §9).
    var isToken: Bool {
        guard !isEmpty, utf8.count <= 256 else { return false }
        return utf8.allSatisfy { byte in
            switch byte {
            case 0x21, 0x23...0x27, 0x2A, 0x2B, 0x2D, 0x2E, 0x30...0x39, 0x41...0x5A, 0x5E...0x7E: true
            default: false
            }
        }
    }

    /// True for letters, digits, plus and slash (RFC 8839 §5.4).
    var isICEText: Bool {
        utf8.allSatisfy { byte in
            switch byte {
            case 0x2B, 0x2F...0x39, 0x41...0x5A, 0x61...0x7A: true
            default: false
            }
        }
    }
}
