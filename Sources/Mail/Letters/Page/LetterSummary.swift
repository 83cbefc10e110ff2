/// A message on one line.
enum LetterSummary {
    static func of(_ line: LetterLine, limit: Int) -> String {
        let words = LetterName.shown(MessageWords.of(line.text), limit: limit)
        if !words.isEmpty { return words }
        guard let file = line.files.first else { return "…" }
        return LetterName.shown(file.name, limit: limit)
    }
}
