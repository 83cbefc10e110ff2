/// How people are named in a mail.
enum LetterPeople {
    /// "Ada, Tomás and 3 others"
    static func list(_ names: [String]) -> String {
        let shown = names.lazy.map { LetterName.shown($0, limit: 40) }.filter { !$0.isEmpty }
        return LetterWords.list(Array(shown.prefix(3)), more: max(names.count - 3, 0))
    }

    /// Who wrote a message, as its recipient calls them.
    static func author(_ line: LetterLine) -> String {
        let name = LetterName.shown(line.author)
        return line.isRecipient ? LetterWords.you : name.isEmpty ? LetterWords.somebody : name
    }

    static func name(_ mailbox: Mailbox) -> String {
        let name = LetterName.shown(mailbox.name)
        return name.isEmpty ? LetterName.shown(mailbox.address, limit: 100) : name
    }

    /// "Ada Lovelace (ada@example.org)"
    static func full(_ mailbox: Mailbox) -> String {
        let name = LetterName.shown(mailbox.name), address = LetterName.shown(mailbox.address, limit: 100)
        return name.isEmpty || name == address ? address : address.isEmpty ? name : "\(name) (\(address))"
    }

    /// The conversation's title, or who is in it.
    static func title(_ title: String, _ others: [String]) -> String {
        let shown = LetterName.shown(title, limit: 120)
        if !shown.isEmpty { return shown }
        return others.isEmpty ? LetterWords.unnamed : list(others)
    }
}
