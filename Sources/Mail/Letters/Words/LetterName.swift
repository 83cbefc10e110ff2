/// Names and titles as mails show them: on one line, not too long, and without what turns the text around them.
enum LetterName {
    static func shown(_ name: String, limit: Int = 60) -> String {
        var out = String.UnicodeScalarView()
        for scalar in name.unicodeScalars.prefix(limit * 8) {
            if scalar.value == 0x20 || scalar.properties.isWhitespace || scalar.properties.generalCategory == .control {
                if let last = out.last, last != " " { out.append(" ") }
            } else if !isTurning(scalar) {
                out.append(scalar)
            }
        }
        if out.last == " " { out.removeLast() }
        return clipped(String(out), to: limit)
    }

    /// At most `limit` characters and four times as many scalars, with an ellipsis for what is missing, after a whole word if there is one.
    static func clipped(_ text: String, to limit: Int) -> String {
        let short = String(text.unicodeScalars.prefix(limit * 4)).prefix(limit)
        guard short.utf8.count < text.utf8.count else { return text }
        let cut = short.lastIndex(of: " ").map { short[..<$0] } ?? short
        let kept = cut.count * 3 > limit * 2 ? cut : short
        return String(kept.reversed().drop { " ,.;:–-".contains($0) }.reversed()) + "…"
    }

    /// Controls of direction that reach beyond the name they stand in, and line and paragraph marks.
    private static func isTurning(_ scalar: Unicode.Scalar) -> Bool {
        (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value) || scalar.value == 0xFEFF
    }

    /// The first word of a name; nothing for what is no name.
    static func first(_ name: String) -> String {
        guard !name.contains("@"), let word = shown(name).split(separator: " ").first, word.count <= 20 else { return "" }
        return String(word)
    }

    /// The first letters of its first and last word.
    static func initials(_ name: String) -> String {
        let words = shown(name).split { " ._-@".contains($0) }
        guard let first = words.first, let last = words.last else { return "?" }
        return (words.count > 1 ? [first, last] : [first])
            .map { String(String($0.prefix(1)).unicodeScalars.prefix(4)).uppercased() }.joined()
    }

    /// One of twelve hues.
    static func hue(_ name: String) -> Int {
        name.utf16.prefix(200).reduce(7) { ($0 * 31 + Int($1)) % 3600 } % 12
    }
}
