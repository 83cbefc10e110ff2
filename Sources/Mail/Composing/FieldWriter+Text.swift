extension FieldWriter {
    /// Unstructured text (RFC 5322 §2.2.1), in encoded words where ASCII does not do; nothing when no text is left.
    mutating func add(_ name: String, text: String, longestWord: Int) {
        let text = PlainLine.clean(text)
        guard !text.isEmpty else { return }
        begin(name)
        let words = text.split(separator: " ")
        if WordEncoding.isNeeded(text) || words.contains(where: { $0.utf8.count > longestWord }) {
            put(encoded: text)
        } else {
            for word in words { put(String(word)) }
        }
        end()
    }

    /// Encoded words, each on a line it fits (RFC 2047 §2: at most 76 bytes).
    mutating func put(encoded text: String) {
        if column > 20 { end() }
        for word in WordEncoding.words(text, first: WordEncoding.longest - column) {
            put(word, within: WordEncoding.longest + 1)
        }
    }
}
