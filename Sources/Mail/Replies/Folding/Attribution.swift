/// The lines that announce a quote: "On Monday, 3 November 2026 at 10:00, Ann wrote:".
struct Attribution {
    static let maximumLines = 4
    /// A line shorter than this was not wrapped.
    private static let minimumWrapped = 40

    /// The announcement that ends with a line: its first line; nil when it is none.
    ///
    /// Before a quote less is asked of it than where nothing marks what follows as quoted.
    static func start(of end: Int, in lines: [ReplyLine], keys: [ReplyKey], beforeQuote: Bool) -> Int? {
        var start = end
        var text = keys[end].text
        guard keys[end].facts.contains(.colon) || beforeQuote && mayLackColon(keys[end]) else { return nil }
        while end - start + 1 < maximumLines, !isWhole(text) {
            let previous = start - 1
            guard previous >= 0, !lines[previous].isBlank, lines[previous].depth == lines[end].depth,
                continues(lines, keys, previous, text)
            else { break }
            start = previous
            text = keys[start].text + [0x20] + text
        }
        return isAnnouncement(text, beforeQuote) ? start : nil
    }

    /// A verb and a date at the end of a line without a colon ("… a écrit" and a quote below).
    private static func mayLackColon(_ key: ReplyKey) -> Bool {
        key.facts.contains(.address) && !key.facts.intersection(.date).isEmpty && AttributionWords.has(key.text)
    }

    /// True when nothing is missing before it.
    private static func isWhole(_ text: [UInt8]) -> Bool {
        let facts = ReplyKey.facts(of: text)
        if AttributionWords.begins(text), !facts.intersection(.date).isEmpty { return true }
        return !facts.intersection(.date).isEmpty && facts.contains(.address) && AttributionWords.has(text)
            && !text.starts(with: "<".utf8) && (facts.contains(.year))
    }

    /// Whether a line looks like the first half of an announcement that was wrapped.
    private static func continues(_ lines: [ReplyLine], _ keys: [ReplyKey], _ place: Int, _ rest: [UInt8]) -> Bool {
        let key = keys[place]
        guard let last = key.text.last,
            ![UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: ":")].contains(last) || isShort(last, key)
        else { return false }
        if rest.first == UInt8(ascii: "<"), lines[place].width <= 100 { return true }
        if AttributionWords.begins(key.text), !key.facts.intersection([.year, .time, .digit]).isEmpty { return true }
        return lines[place].width >= minimumWrapped && !key.facts.intersection([.year, .time, .address]).isEmpty
    }

    /// "a.m." and "Nov." end a wrapped line, not a sentence.
    private static func isShort(_ last: UInt8, _ key: ReplyKey) -> Bool {
        last == UInt8(ascii: ".") && key.facts.contains(.digit) && AttributionWords.begins(key.text)
    }

    private static func isAnnouncement(_ text: [UInt8], _ beforeQuote: Bool) -> Bool {
        guard !text.isEmpty, text.count <= ReplyKey.maximumSize else { return false }
        let facts = ReplyKey.facts(of: text)
        let hasVerb = AttributionWords.has(text)
        let hasDate = !facts.intersection(.date).isEmpty
        if beforeQuote {
            if hasVerb { return hasDate || facts.contains(.address) || text.count <= 80 }
            return hasDate && (facts.contains(.address) || AttributionWords.begins(text))
                || facts.contains(.address) && text.count <= 120
        }
        if hasVerb, hasDate, facts.contains(.address) { return true }
        return hasVerb && facts.isSuperset(of: .date) && AttributionWords.begins(text)
    }

    /// An announcement that shares its line with what it announces, as two lines.
    static func parted(_ line: ReplyLine) -> [ReplyLine] {
        guard line.depth == 0, line.hint == nil, line.width <= ReplyKey.maximumSize else { return [line] }
        let bytes = Array(line.plain.utf8)
        guard bytes.has(":   "), let gap = bytes.indices.first(where: { bytes[$0...].begins(":   ") }) else { return [line] }
        let head = String(decoding: bytes[...gap], as: UTF8.self), rest = bytes[(gap + 1)...].drop { $0 == 0x20 }
        guard !rest.isEmpty, isAnnouncement(ReplyKey(head).text, false) else { return [line] }
        return [ReplyLine(plain: head, markup: Markup.keep(head)), TextLines.line(Array(rest))]
    }
}
