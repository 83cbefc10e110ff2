/// Reads the replies of a server (RFC 5321 §4.2.1). Lines may end with LF alone, as this side trusts no line.
struct SMTPReplyParser: Sendable, Equatable {
    static let maximumLine = 2000
    static let maximumLines = 100

    struct Malformed: Error, Equatable { let words: String }

    private var code: Int?
    private var enhanced: String?
    private var lines: [String] = []

    /// True between replies.
    var isEmpty: Bool { code == nil }

    /// The next whole reply, or nil when bytes are missing.
    mutating func next(_ input: inout InputBuffer) throws(Malformed) -> SMTPReply? {
        while true {
            switch input.lenientLine(limit: Self.maximumLine) {
            case .more: return nil
            case .bare, .long: throw Malformed(words: "A line of the reply is too long")
            case .line(let line): if let reply = try take(line) { return reply }
            }
        }
    }

    private mutating func take(_ line: ArraySlice<UInt8>) throws(Malformed) -> SMTPReply? {
        let head = line.prefix(3)
        guard head.count == 3, head.allSatisfy(\.isASCIIDigit) else { throw Malformed(words: "This is no SMTP reply") }
        let number = head.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        let separator = line.dropFirst(3).first ?? .space
        let isKnown = (200..<600).contains(number) && (separator == .space || separator == UInt8(ascii: "-"))
        guard isKnown, code == nil || code == number else { throw Malformed(words: "This is no SMTP reply") }
        guard lines.count < Self.maximumLines else { throw Malformed(words: "The reply has too many lines") }
        code = number
        append(line.dropFirst(4))
        guard separator == .space else { return nil }
        defer { self = SMTPReplyParser() }
        return SMTPReply(number, enhanced, lines)
    }

    private mutating func append(_ text: ArraySlice<UInt8>) {
        var text = text
        if let found = Self.enhanced(text), found.utf8.first == code.map({ UInt8(0x30 + $0 / 100) }) {
            text = text.dropFirst(found.utf8.count + 1)
            enhanced = enhanced ?? found
        }
        lines.append(String(decoding: text.map { $0 < 0x20 || $0 == 0x7F ? .space : $0 }, as: UTF8.self))
    }

    /// `5.1.1` at the start of the words (RFC 2034 §4).
    private static func enhanced(_ text: ArraySlice<UInt8>) -> String? {
        let word = text.prefix { $0 != .space }
        guard word.count <= 9 else { return nil }
        let parts = word.split(separator: .dot, omittingEmptySubsequences: false)
        let isCode = parts.count == 3 && parts.allSatisfy { (1...3).contains($0.count) && $0.allSatisfy(\.isASCIIDigit) }
        return isCode && parts[0].count == 1 ? String(decoding: word, as: UTF8.self) : nil
    }
}
