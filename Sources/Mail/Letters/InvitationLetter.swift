/// Somebody who is not here is written to for the first time.
package struct InvitationLetter: Sendable {
    package let style: LetterStyle
    package let inviter: Mailbox
    package let recipient: Mailbox
    /// Nil between two.
    package let conversationTitle: String?
    package let others: [String]
    package let lines: [LetterLine]
    package let link: String
    package let canReply: Bool
    /// Empty: there is none.
    package let stopLink: String
    package let hasCalls: Bool
    /// When the link ends, in milliseconds since 1970; 0 when it is not known.
    package let expires: Int64

    package init(
        style: LetterStyle, inviter: Mailbox, recipient: Mailbox, conversationTitle: String?, others: [String], lines: [LetterLine],
        link: String, canReply: Bool, stopLink: String, hasCalls: Bool, expires: Int64
    ) {
        self.style = style
        self.inviter = inviter
        self.recipient = recipient
        self.conversationTitle = conversationTitle
        self.others = others
        self.lines = lines
        self.link = link
        self.canReply = canReply
        self.stopLink = stopLink
        self.hasCalls = hasCalls
        self.expires = expires
    }

    package var letter: Letter {
        let name = LetterPeople.name(inviter)
        let title = conversationTitle.map { LetterPeople.title($0, others) }
        let first = lines.first { !$0.isRecipient }
        let words = first.map { LetterSummary.opening($0, limit: 60) }
        var plan = LetterPlan(
            subject: title ?? words.map { LetterWords.from(name, $0) } ?? LetterWords.invites(name),
            preview: first.map { LetterSummary.of($0, limit: 140) } ?? LetterWords.invites(name))
        plan.title = title
        let company = others.filter { $0 != inviter.name && $0 != recipient.name }
        if title != nil {
            plan.subtitle = LetterWords.invited(name, with: LetterPeople.list(company))
        } else if lines.isEmpty {
            plan.paragraphs = [LetterWords.invites(name) + "."]
        }
        plan.messages = LetterMessages(
            lines, names: others + [inviter.name, recipient.name] + lines.map(\.author), isGroup: title != nil)
        let label = title == nil ? LetterWords.join(LetterName.first(name)) : LetterWords.joinConversation
        plan.button = LetterPlan.Button(label: label, link: link, note: note)
        plan.notes = notes
        if !stopLink.isEmpty { plan.stop = LetterPlan.Button(label: LetterWords.stop, link: stopLink) }
        return plan.letter
    }

    private var note: String {
        let answer = conversationTitle == nil ? LetterWords.answerDirect : LetterWords.answerGroup
        return LetterWords.browserOnly(hasCalls: hasCalls) + (canReply ? " " + answer : "")
    }

    private var notes: [String] {
        let until = expires > 0 ? LetterWords.dateOfYear(LetterTime(expires, zoneOffset: lines.last?.zoneOffset ?? 0)) : nil
        let who = LetterWords.wrote(LetterPeople.full(inviter), place: style.place)
        return ["\(who) \(LetterWords.unknownSender)", LetterWords.linkIsYours(until: until)]
    }
}
