/// What the markup asks of single bytes.
extension UInt8 {
    var isMarkupSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
    var isMarkupDigit: Bool { (0x30...0x39).contains(self) }
    /// Letters and digits; bytes beyond ASCII count, since most are parts of letters.
    var isMarkupWord: Bool { isMarkupDigit || (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self) || self >= 0x80 }
    /// ASCII punctuation, which a backslash escapes.
    var isMarkupPunctuation: Bool { (0x21...0x7E).contains(self) && !isMarkupWord }
    var isControl: Bool { self < 0x20 || self == 0x7F }
}

extension ArraySlice<UInt8> {
    var isBlank: Bool { allSatisfy(\.isMarkupSpace) }

    func trimmedEnd(_ matches: (UInt8) -> Bool = \.isMarkupSpace) -> ArraySlice<UInt8> {
        var end = endIndex
        while end > startIndex, matches(self[end - 1]) { end -= 1 }
        return self[startIndex..<end]
    }

    func trimmed() -> ArraySlice<UInt8> { trimmedEnd().drop(while: \.isMarkupSpace) }

    /// What follows at most `limit` leading spaces, and how many there were.
    func dedented(_ limit: Int) -> (rest: ArraySlice<UInt8>, spaces: Int) {
        let spaces = prefix(limit).prefix { $0 == 0x20 }.count
        return (dropFirst(spaces), spaces)
    }
}
