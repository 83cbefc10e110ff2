import Mail

/// Letters made for the tests.
enum Letters {
    static let style = LetterStyle(serverName: "Confab", publicURL: "https://chat.example.org")
    static let ada = Mailbox(name: "Ada Lovelace", address: "ada@example.org")
    static let ben = Mailbox(name: "Ben", address: "ben@example.net")
    static let link = "https://chat.example.org/i/abc"
    static let stop = "https://chat.example.org/stop/abc"
    /// 2026-11-21 14:05 UTC
    static let at: Int64 = 1_795_269_900_000

    static func line(
        _ text: String, by author: String = "Ada Lovelace", after minutes: Int64 = 0, zoneOffset: Int = 0,
        files: [LetterLine.File] = [],
        isRecipient: Bool = false, edited: Bool = false
    ) -> LetterLine {
        LetterLine(
            author: author, isRecipient: isRecipient, at: at + minutes * 60_000, zoneOffset: zoneOffset, text: text, files: files,
            edited: edited)
    }

    static func invitation(
        _ lines: [LetterLine], from inviter: Mailbox = ada, title: String? = nil, others: [String] = [], canReply: Bool = true,
        stopLink: String = stop, expires: Int64 = at + 14 * 86_400_000
    ) -> Letter {
        InvitationLetter(
            style: style, inviter: inviter, recipient: ben, conversationTitle: title, others: others, lines: lines, link: link,
            canReply: canReply, stopLink: stopLink, hasCalls: false, expires: expires
        ).letter
    }

    static func digest(
        _ lines: [LetterLine], earlier: [LetterLine] = [], title: String? = nil, others: [String] = [], isRequest: Bool = false,
        isMember: Bool = false, omitted: Int = 0
    ) -> Letter {
        DigestLetter(
            style: style, recipient: ben, conversationTitle: title, others: others, lines: lines, earlier: earlier, link: link,
            canReply: true, stopLink: stop, isRequest: isRequest, isMember: isMember, omitted: omitted
        ).letter
    }

    /// A message's HTML alone, without what surrounds it.
    static func html(_ text: String, others: [String] = []) -> String {
        let whole = invitation([line(text)], others: others).html
        guard let cell = whole.firstRange(of: "class=\"cm-m\""), let start = whole[cell.upperBound...].firstIndex(of: ">"),
            let end = whole[start...].firstRange(of: "</td></tr></table>\n<table role=\"presentation\" class=\"cm-w\"")
        else { return "" }
        return String(whole[whole.index(after: start)..<end.lowerBound])
    }

    /// The words of HTML, without tags.
    static func words(_ html: String) -> String {
        var isTag = false
        return html.filter { sign in
            if sign == "<" { isTag = true }
            defer { if sign == ">" { isTag = false } }
            return !isTag
        }
    }

    /// What the text part says of a message.
    static func text(_ message: String) -> String {
        let whole = invitation([line(message)]).text
        return whole.firstRange(of: "\n\nJoin Ada live:").map { String(whole[..<$0.lowerBound]) } ?? ""
    }
}
