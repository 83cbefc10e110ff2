/// Finds what a person said in the answer to a mail.
package enum ReplyReader {
    /// What is read of a text or an HTML part; the rest of a text is folded as it is.
    static let maximumSize = 1 << 20
    static let maximumLines = 20_000

    package static func read(_ mail: ReceivedMail) -> ReplyText {
        choose(text: mail.text, html: mail.html)
    }

    package static func read(text: String) -> ReplyText {
        let (head, rest) = cut(text, lines: maximumLines)
        let reply = ReplyFolder.fold(TextLines.read(head)).text
        return rest.isEmpty ? reply : ReplyText(said: reply.said, folded: reply.folded + "\n" + rest)
    }

    package static func read(html: String) -> ReplyText {
        ReplyFolder.fold(HTMLLines.read(cut(html, lines: .max).head)).text
    }

    /// HTML tells quotes by its structure and keeps lists and links; text is taken where only it shows what is quoted,
    /// and where an answer was written inside what HTML calls the original.
    static func choose(text: String?, html: String?) -> ReplyText {
        guard let html, !isBlank(html) else { return read(text: text ?? "") }
        if html.utf8.count > maximumSize, let text, !isBlank(text) { return read(text: text) }
        let fromHTML = ReplyFolder.fold(HTMLLines.read(cut(html, lines: .max).head))
        guard let text, !isBlank(text), !fromHTML.foundQuote || fromHTML.text.said.isEmpty else { return fromHTML.text }
        let fromText = ReplyFolder.fold(TextLines.read(cut(text, lines: maximumLines).head))
        let isMissed =
            fromHTML.text.said.isEmpty && !fromText.text.said.isEmpty && (fromText.foundQuote || fromHTML.text.folded.isEmpty)
        let isBetter = !fromHTML.foundQuote && fromText.foundQuote && fromText.text.said.utf8.count < fromHTML.text.said.utf8.count
        return isMissed || isBetter ? read(text: text) : fromHTML.text
    }

    private static func isBlank(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy(\.properties.isWhitespace)
    }

    /// What is read, and what is beyond the limits.
    private static func cut(_ text: String, lines maximumLines: Int) -> (head: String, rest: String) {
        let bytes = text.utf8
        guard bytes.count > min(maximumLines, maximumSize) else { return (text, "") }
        var end = bytes.index(bytes.startIndex, offsetBy: min(maximumSize, bytes.count))
        var lines = 0
        if let line = bytes[..<end].firstIndex(where: { byte in
            lines += byte == 0x0A ? 1 : 0
            return lines == maximumLines
        }) {
            end = line
        }
        while end > bytes.startIndex, end < bytes.endIndex, bytes[end] & 0xC0 == 0x80 { end = bytes.index(before: end) }
        return (String(text[..<end]), String(text[end...]))
    }
}
