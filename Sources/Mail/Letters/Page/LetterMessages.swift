/// The messages of a mail: those that fit, grouped by who wrote them and when.
struct LetterMessages {
    /// A message ready to be shown.
    struct Message {
        let line: LetterLine
        let blocks: [MessageBlock]
        /// There is more of it than is shown.
        let isCut: Bool
        let html: HTMLText
    }

    /// What one person wrote in one go.
    struct Run {
        let author: String
        /// As the recipient calls them.
        let name: String
        let isRecipient: Bool
        /// By what they wrote first.
        let isRightToLeft: Bool
        let start: LetterTime
        /// First of its day, in a mail of several days.
        let opensDay: Bool
        var last: Int64
        var messages: [Message]
    }

    private(set) var runs: [Run] = []
    private(set) var omitted = 0
    private(set) var earlier: [LetterLine] = []
    /// Whether the names and times of their writers are shown in the text part too.
    private(set) var isOneVoice = true

    private static let mostLines = 200
    /// Bytes of HTML for all messages, and for one.
    private static let room = 70_000, roomOfOne = 60_000
    /// What the head of a run takes, generously.
    private static let head = 1100
    /// A run ends after five minutes of silence.
    private static let pause: Int64 = 300_000

    init() {}

    init(_ lines: [LetterLine], earlier: [LetterLine] = [], omitted: Int = 0, names: [String], isGroup: Bool) {
        let fitting = Self.fitting(lines.suffix(Self.mostLines), names: names)
        self.omitted = min(max(omitted, 0), 1_000_000) + lines.count - fitting.count
        self.earlier = earlier.suffix(3)
        let days = Set(fitting.map { LetterTime($0.line.at, zoneOffset: $0.line.zoneOffset).dayNumber })
        for message in fitting { add(message, spansDays: days.count > 1) }
        isOneVoice = !isGroup && runs.count <= 1 && earlier.isEmpty
    }

    private mutating func add(_ message: Message, spansDays: Bool) {
        let line = message.line
        let time = LetterTime(line.at, zoneOffset: line.zoneOffset)
        let sameDay = runs.last.map { LetterTime($0.last, zoneOffset: line.zoneOffset).dayNumber == time.dayNumber } ?? false
        if let last = runs.last, last.author == line.author, last.isRecipient == line.isRecipient, sameDay,
            line.at.subtractingReportingOverflow(last.last).partialValue.magnitude <= Self.pause.magnitude
        {
            runs[runs.count - 1].messages.append(message)
            runs[runs.count - 1].last = line.at
        } else {
            runs.append(
                Run(
                    author: line.author, name: LetterPeople.author(line), isRecipient: line.isRecipient,
                    isRightToLeft: Direction.isRightToLeft(MessageWords.line(Array(message.blocks.prefix(1)))), start: time,
                    opensDay: spansDays && !sameDay, last: line.at, messages: [message]))
        }
    }

    /// As many of the latest as fit, at least one.
    private static func fitting(_ lines: ArraySlice<LetterLine>, names: [String]) -> [Message] {
        var left = room, out: [Message] = []
        for line in lines.reversed() {
            let message = message(line, names: names)
            left -= message.html.count + head
            if left < 0, !out.isEmpty { break }
            out.append(message)
        }
        return out.reversed()
    }

    /// The message, cut until it fits.
    private static func message(_ line: LetterLine, names: [String]) -> Message {
        var limit = 20_000
        while true {
            let text = cut(line.text, to: limit)
            let blocks = MessageParser.blocks(text)
            let html = LetterFiles.html(line.files, after: MessageHTML.of(blocks, names: names), text: text)
            let isCut = text.utf8.count < line.text.utf8.count
            if html.count <= roomOfOne || limit == 0 { return Message(line: line, blocks: blocks, isCut: isCut, html: html) }
            limit = limit > 100 ? limit / 2 : 0
        }
    }

    /// The first bytes, whole characters, and whole lines where the last is not long.
    private static func cut(_ text: String, to limit: Int) -> String {
        guard text.utf8.count > limit else { return text }
        var bytes = Array(text.utf8.prefix(limit))
        while !bytes.isEmpty, String(validating: bytes, as: UTF8.self) == nil { bytes.removeLast() }
        if let end = bytes.lastIndex(of: 0x0A), end > limit / 2 { bytes.removeSubrange(end...) }
        return String(decoding: bytes, as: UTF8.self)
    }
}
