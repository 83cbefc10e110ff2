/// What a mail says, in the order it says it; `LetterPage` and `LetterPlain` show it.
struct LetterPlan {
    struct Button {
        let label: String
        let link: String
        /// Quietly under it.
        var note: String?
    }

    var subject: String
    /// Shown beside the subject in lists of mails.
    var preview: String
    /// The conversation's title, or what the mail is for.
    var title: String?
    var subtitle: String?
    var paragraphs: [String] = []
    var facts: [(String, String)] = []
    var messages = LetterMessages()
    var button: Button?
    /// Below everything: that it can be answered, who wrote and why.
    var notes: [String] = []
    var stop: Button?

    var letter: Letter {
        Letter(subject: subject, text: LetterPlain(self).text, html: LetterPage(self).html)
    }
}

extension LetterStyle {
    /// The server's name and where it is: "chat.example.org", "the Chess Club's server (chat.example.org)".
    var place: String {
        let host = self.host, name = LetterName.shown(serverName)
        if host.isEmpty { return name.isEmpty ? "this server" : name }
        return name.isEmpty || name == host || name == "Confab" ? host : "\(name) (\(host))"
    }

    private var host: String {
        let rest = publicURL.split(separator: "/", omittingEmptySubsequences: true)
        guard let last = publicURL.contains("://") ? rest.dropFirst().first : rest.first else { return "" }
        return LetterName.shown(String(last), limit: 80)
    }
}
