/// A reply to a command: a code, an enhanced code and words (RFC 5321 §4.2, RFC 2034).
package struct SMTPReply: Sendable, Equatable {
    package let code: Int
    /// As `2.1.0` (RFC 3463).
    package let enhanced: String?
    package let lines: [String]

    /// The most a written line holds of words; RFC 5321 §4.5.3.1.5 allows 512 bytes with code and line break.
    static let maximumText = 480

    package init(_ code: Int, _ enhanced: String? = nil, _ lines: [String]) {
        self.code = code
        self.enhanced = enhanced
        self.lines = lines
    }

    package init(_ code: Int, _ enhanced: String? = nil, _ line: String) {
        self.init(code, enhanced, [line])
    }

    package var isPositive: Bool { (200..<300).contains(code) }
    package var isTransient: Bool { (400..<500).contains(code) }
    package var isPermanent: Bool { (500..<600).contains(code) }

    /// All lines as one text.
    package var text: String { lines.joined(separator: " ") }

    /// The reply as it is sent. Whatever the words hold, it is one reply in ASCII.
    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        let code = Array(String(min(max(self.code, 200), 599)).utf8)
        let prefix = enhanced.map { Array("\($0) ".utf8) } ?? []
        let lines = self.lines.isEmpty ? [""] : self.lines
        for (index, line) in lines.enumerated() {
            bytes += code
            bytes.append(index == lines.count - 1 ? .space : UInt8(ascii: "-"))
            bytes += Self.clean(prefix)
            bytes += Self.clean(line.utf8)
            bytes += .crlf
        }
        return bytes
    }

    private static func clean(_ text: some Sequence<UInt8>) -> [UInt8] {
        text.prefix(maximumText).map { byte in
            switch byte {
            case 0x20...0x7E: byte
            case 0x80...: UInt8(ascii: "?")
            default: .space
            }
        }
    }
}
