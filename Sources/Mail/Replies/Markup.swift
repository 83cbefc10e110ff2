/// Plain text written as CommonMark that shows the same text.
enum Markup {
    /// Text typed in a plain mail: what people write as markup stays so; only what would vanish is escaped.
    static func keep(_ text: String) -> String {
        let bytes = Array(text.utf8)
        guard bytes.contains(where: { $0 == 0x5C || $0 == UInt8(ascii: "<") }) else { return text }
        let hasCode = bytes.count { $0 == UInt8(ascii: "`") } > 1
        var out: [UInt8] = []
        var isCode = false
        for (place, byte) in bytes.enumerated() {
            if byte == UInt8(ascii: "`"), hasCode, place == 0 || bytes[place - 1] != byte { isCode.toggle() }
            if !isCode, vanishes(bytes, place) { out.append(0x5C) }
            out.append(byte)
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// A backslash before a mark, or what would be a tag; addresses in angle brackets are links.
    private static func vanishes(_ bytes: [UInt8], _ place: Int) -> Bool {
        let after = place + 1 < bytes.count ? bytes[place + 1] : 0x20
        if bytes[place] == 0x5C { return isPunctuation(after) }
        guard bytes[place] == UInt8(ascii: "<"), beginsTag(after) else { return false }
        let name = bytes[(place + 1)...].prefix(80).prefix { $0 > 0x20 && $0 != UInt8(ascii: ">") }
        return !name.contains(UInt8(ascii: ":")) && !name.contains(UInt8(ascii: "@"))
    }

    private static func beginsTag(_ after: UInt8) -> Bool {
        isLetter(after) || after == UInt8(ascii: "/") || after == UInt8(ascii: "!") || after == UInt8(ascii: "?")
    }

    /// Text that is plain in HTML; `line` is the whole line's text, which tells whether a mark could find its partner.
    static func escape(_ text: String, in line: MarkCounts) -> String {
        let bytes = Array(text.utf8)
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count + 8)
        var place = 0
        while place < bytes.count {
            if bytes[place] == UInt8(ascii: "h"), let end = addressEnd(bytes, place) {
                out += bytes[place..<end]
                place = end
                continue
            }
            if isMark(bytes, place, line) { out.append(0x5C) }
            out.append(bytes[place])
            place += 1
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// A line's beginning that would make it a heading, a quote, a fence or a rule.
    static func escapeStart(_ markup: String) -> String {
        let bytes = Array(markup.utf8.prefix(80))
        guard let first = bytes.first else { return markup }
        switch first {
        case UInt8(ascii: ">"): return "\\" + markup
        case UInt8(ascii: "#"):
            let hashes = bytes.prefix { $0 == first }.count
            return hashes <= 6 && (hashes == bytes.count || bytes[hashes] == 0x20) ? "\\" + markup : markup
        case UInt8(ascii: "-"), UInt8(ascii: "="), UInt8(ascii: "~"):
            return bytes.count >= 2 && bytes.allSatisfy { $0 == first || $0 == 0x20 } ? "\\" + markup : markup
        case UInt8(ascii: "*"), UInt8(ascii: "_"):
            return bytes.count >= 3 && bytes.allSatisfy { $0 == first || $0 == 0x20 } ? "\\" + markup : markup
        default: return markup
        }
    }

    private static func isMark(_ bytes: [UInt8], _ place: Int, _ line: MarkCounts) -> Bool {
        let before = place > 0 ? bytes[place - 1] : 0x20
        let after = place + 1 < bytes.count ? bytes[place + 1] : 0x20
        switch bytes[place] {
        case 0x5C: return isPunctuation(after)
        case UInt8(ascii: "*"): return line.stars > 1 && !(before == 0x20 && after == 0x20)
        case UInt8(ascii: "_"):
            return line.underscores > 1 && !(isWord(before) && isWord(after)) && !(before == 0x20 && after == 0x20)
        case UInt8(ascii: "`"): return line.ticks > 1
        case UInt8(ascii: "~"): return line.tildes > 3 && (before == 0x7E || after == 0x7E)
        case UInt8(ascii: "]"): return after == UInt8(ascii: "(")
        case UInt8(ascii: "<"):
            return beginsTag(after)
        case UInt8(ascii: "&"): return isEntity(bytes, place)
        default: return false
        }
    }

    private static func isEntity(_ bytes: [UInt8], _ place: Int) -> Bool {
        for byte in bytes[(place + 1)...].prefix(32) {
            if byte == UInt8(ascii: ";") { return bytes[place + 1] != byte }
            guard isWord(byte) || byte == UInt8(ascii: "#") else { return false }
        }
        return false
    }

    /// Where an address that begins here ends, when one does: its marks are its own.
    private static func addressEnd(_ bytes: [UInt8], _ place: Int) -> Int? {
        guard place == 0 || !isWord(bytes[place - 1]) else { return nil }
        let rest = bytes[place...]
        guard rest.starts(with: "http://".utf8) || rest.starts(with: "https://".utf8) else { return nil }
        return rest.firstIndex { $0 <= 0x20 || $0 == UInt8(ascii: "<") } ?? bytes.count
    }

    static func isPunctuation(_ byte: UInt8) -> Bool {
        (0x21...0x2F).contains(byte) || (0x3A...0x40).contains(byte) || (0x5B...0x60).contains(byte) || (0x7B...0x7E).contains(byte)
    }

    static func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A }
    static func isWord(_ byte: UInt8) -> Bool { isLetter(byte) || (0x30...0x39).contains(byte) || byte >= 0x80 }
}

/// How often the characters that come in pairs stand on a line where they could mean something.
struct MarkCounts: Equatable, Sendable {
    private(set) var stars = 0
    private(set) var underscores = 0
    private(set) var ticks = 0
    private(set) var tildes = 0

    init(_ text: String) {
        var before: UInt8 = 0x20
        let bytes = text.utf8
        for (byte, after) in zip(bytes, Array(bytes.dropFirst()) + [0x20]) {
            defer { before = byte }
            switch byte {
            case UInt8(ascii: "*"): stars += before == 0x20 && after == 0x20 ? 0 : 1
            case UInt8(ascii: "_"): underscores += Markup.isWord(before) && Markup.isWord(after) ? 0 : 1
            case UInt8(ascii: "`"): ticks += 1
            case UInt8(ascii: "~"): tildes += 1
            default: break
            }
        }
    }
}
