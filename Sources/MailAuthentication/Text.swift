/// Bytes of mail that mean something to a parser.
enum Octet {
    static let tab: UInt8 = 9
    static let lineFeed: UInt8 = 10
    static let carriageReturn: UInt8 = 13
    static let space: UInt8 = 32

    @inline(__always)
    static func isBlank(_ byte: UInt8) -> Bool { byte == space || byte == tab }

    static func isFolding(_ byte: UInt8) -> Bool { isBlank(byte) || byte == lineFeed || byte == carriageReturn }

    static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

    static func lower(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
}

/// Texts of the wire: only letters of ASCII have case, and only blanks of ASCII are blank.
enum Text {
    /// Without white space and line ends at both ends.
    static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let head = bytes.drop(while: Octet.isFolding)
        guard let last = head.lastIndex(where: { !Octet.isFolding($0) }) else { return head.prefix(0) }
        return head[...last]
    }

    static func trimmed(_ text: some StringProtocol) -> String {
        String(decoding: trimmed(Array(text.utf8)[...]), as: UTF8.self)
    }

    static func lower(_ text: some StringProtocol) -> String {
        String(decoding: text.utf8.map(Octet.lower), as: UTF8.self)
    }

    static func lower(_ bytes: some Sequence<UInt8>) -> String { String(decoding: bytes.map(Octet.lower), as: UTF8.self) }

    /// The parts between separators, each trimmed.
    static func list(_ text: String, separator: Character) -> [String] {
        text.split(separator: separator, omittingEmptySubsequences: false).map { trimmed($0) }
    }

    /// The number of at most `digits` decimal digits.
    static func number(_ text: some StringProtocol, digits: Int) -> Int64? {
        guard (1...min(digits, 18)).contains(text.utf8.count), text.utf8.allSatisfy(Octet.isDigit) else { return nil }
        return Int64(text)
    }
}
