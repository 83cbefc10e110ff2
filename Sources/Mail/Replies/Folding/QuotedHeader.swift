/// The block of fields above a mail that is quoted whole, and the line that may part it from the answer.
struct QuotedHeader {
    static let maximumLines = 14
    private static let maximumName = 40

    /// The line after the block that begins at a line; nil when none begins there.
    static func end(from start: Int, in lines: [ReplyLine], keys: [ReplyKey]) -> Int? {
        if isSeparator(keys[start].text, named: true) { return afterSeparator(start, lines, keys) ?? start + 1 }
        if isSeparator(keys[start].text, named: false) { return afterSeparator(start, lines, keys) }
        if lines[start].hint == .boxed { return block(start, lines, keys, isMarked: true) }
        guard let first = field(keys[start]), first == .from || first == .date else { return nil }
        return block(start, lines, keys, isMarked: false)
    }

    private static func afterSeparator(_ start: Int, _ lines: [ReplyLine], _ keys: [ReplyKey]) -> Int? {
        var place = start + 1
        while place < lines.count, place < start + 4, lines[place].isBlank || keys[place].isEmpty { place += 1 }
        return place < lines.count ? block(place, lines, keys, isMarked: true) : nil
    }

    /// Three kinds of fields with one that says from whom; marked by something before it, unknown words will do.
    private static func block(_ start: Int, _ lines: [ReplyLine], _ keys: [ReplyKey], isMarked: Bool) -> Int? {
        var found: Set<QuotedHeaderWords.Field> = []
        var unknown = 0, end = start
        var facts: ReplyKey.Facts = []
        for place in start..<min(start + maximumLines, lines.count) {
            if lines[place].isBlank {
                if place > end { break }
                continue
            }
            if let field = field(keys[place]) {
                guard place == start || !found.contains(field) || field == .to || field == .other else { break }
                found.insert(field)
            } else if isMarked, name(keys[place]) != nil {
                unknown += 1
            } else if place - end > 1 || lines[place].width > 200 {
                break
            } else if unknown == 0, found.count >= 3 {
                break
            } else {
                facts.formUnion(keys[place].facts)
                continue
            }
            facts.formUnion(keys[place].facts)
            end = place + 1
        }
        let isKnown = found.contains(.from) && found.subtracting([.other]).count >= 3
        if isKnown, isMarked || found.contains(.subject) || facts.contains(.address) { return end }
        return isMarked && found.count + unknown >= 3 && !facts.intersection([.year, .time, .address]).isEmpty ? end : nil
    }

    static func field(_ key: ReplyKey) -> QuotedHeaderWords.Field? {
        name(key).flatMap { QuotedHeaderWords.fields[$0] }
    }

    /// What stands before the colon.
    private static func name(_ key: ReplyKey) -> [UInt8]? {
        guard let colon = key.text.prefix(maximumName).firstIndex(of: UInt8(ascii: ":")), colon > 0 else { return nil }
        var name = key.text[..<colon]
        while name.last == 0x20 { name.removeLast() }
        return name.contains(UInt8(ascii: "/")) || name.contains(UInt8(ascii: "@")) ? nil : Array(name)
    }

    /// "-----Original Message-----", a long line of underscores, or (not named) words between dashes.
    static func isSeparator(_ text: [UInt8], named: Bool) -> Bool {
        guard text.count >= 8, text.count <= 200, let mark = text.first, mark == UInt8(ascii: "-") || mark == UInt8(ascii: "_")
        else { return false }
        let lead = text.prefix { $0 == mark }.count
        let rest = text.reversed().prefix { $0 == mark }.count
        if lead == text.count { return !named && lead >= 20 }
        guard lead >= 2, rest >= 2 else { return false }
        return named ? QuotedHeaderWords.separators.contains { AttributionWords.contains(text, $0) } : true
    }
}
