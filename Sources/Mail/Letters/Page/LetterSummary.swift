/// A message on one line.
enum LetterSummary {
    static func of(_ line: LetterLine, limit: Int) -> String {
        said(MessageWords.of(line.text), line, limit)
    }

    /// Its first line, or more if that says little.
    static func opening(_ line: LetterLine, limit: Int) -> String {
        let blocks = MessageParser.blocks(String(decoding: line.text.utf8.prefix(4000), as: UTF8.self))
        var first = blocks.first.map { MessageWords.line([$0]) } ?? ""
        if case .paragraph(let nodes) = blocks.first, let end = nodes.firstIndex(of: .lineBreak) {
            first = MessageWords.line([.paragraph(Array(nodes[..<end]))])
        }
        return said(first.count < 12 ? MessageWords.line(blocks) : first, line, limit)
    }

    /// Without words, the name of a file.
    private static func said(_ words: String, _ line: LetterLine, _ limit: Int) -> String {
        let shown = LetterName.shown(words, limit: limit)
        return shown.isEmpty ? line.files.first.map { LetterName.shown($0.name, limit: limit) } ?? "…" : shown
    }
}
