enum Emoji {
    /// True for one to six emoji and nothing else.
    static func isAlone(_ text: String) -> Bool {
        guard text.utf8.count <= 200 else { return false }
        let signs = text.filter { !$0.isWhitespace }
        return (1...6).contains(signs.count) && signs.allSatisfy(isEmoji)
    }

    private static func isEmoji(_ sign: Character) -> Bool {
        guard let first = sign.unicodeScalars.first, sign.unicodeScalars.count <= 16 else { return false }
        if first.properties.isEmojiPresentation { return true }
        return first.properties.isEmoji && sign.unicodeScalars.contains { $0.value == 0xFE0F }
    }
}
