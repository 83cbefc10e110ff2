/// What was said since somebody last looked.
package struct DigestLetter: Sendable {
    package let style: LetterStyle
    package let recipient: Mailbox
    /// Nil between two.
    package let conversationTitle: String?
    package let others: [String]
    package let lines: [LetterLine]
    /// Up to three messages before, for context.
    package let earlier: [LetterLine]
    package let link: String
    package let canReply: Bool
    /// Empty: there is none.
    package let stopLink: String
    /// From somebody whom the recipient has not accepted yet.
    package let isRequest: Bool
    package let isMember: Bool
    /// How many more there are that the recipient has not read.
    package let omitted: Int

    package init(
        style: LetterStyle, recipient: Mailbox, conversationTitle: String?, others: [String], lines: [LetterLine],
        earlier: [LetterLine], link: String, canReply: Bool, stopLink: String, isRequest: Bool, isMember: Bool, omitted: Int
    ) {
        self.style = style
        self.recipient = recipient
        self.conversationTitle = conversationTitle
        self.others = others
        self.lines = lines
        self.earlier = earlier
        self.link = link
        self.canReply = canReply
        self.stopLink = stopLink
        self.isRequest = isRequest
        self.isMember = isMember
        self.omitted = omitted
    }

    package var letter: Letter {
        let title = conversationTitle.map { LetterPeople.title($0, others) }
        let first = lines.first { !$0.isRecipient } ?? lines.first
        let words = first.map { LetterWords.from(author, LetterSummary.opening($0, limit: 60)) }
        var plan = LetterPlan(
            subject: title ?? words ?? author,
            preview: first.map { title == nil ? LetterSummary.of($0, limit: 140) : preview($0) } ?? author)
        plan.title = title
        if title != nil, !others.isEmpty {
            plan.subtitle = LetterWords.with(LetterPeople.list(others.filter { $0 != recipient.name }))
        }
        plan.messages = LetterMessages(
            lines, earlier: earlier, omitted: omitted, names: others + [recipient.name] + lines.map(\.author), isGroup: title != nil
        )
        plan.button = LetterPlan.Button(
            label: isRequest ? LetterWords.seeRequest : LetterWords.openConversation, link: link,
            note: note(isGroup: title != nil))
        plan.notes = notes(title)
        if !stopLink.isEmpty {
            plan.stop = LetterPlan.Button(label: isMember ? LetterWords.stopMember : LetterWords.stop, link: stopLink)
        }
        return plan.letter
    }

    private func preview(_ line: LetterLine) -> String {
        LetterWords.from(LetterPeople.author(line), LetterSummary.of(line, limit: 100))
    }

    /// Whom a direct conversation is with.
    private var author: String {
        let name = lines.first { !$0.isRecipient }?.author ?? others.first ?? ""
        let shown = LetterName.shown(name)
        return shown.isEmpty ? LetterWords.unnamed : shown
    }

    private func note(isGroup: Bool) -> String? {
        if isRequest { return LetterWords.request(author) }
        return canReply ? isGroup ? LetterWords.answerGroup : LetterWords.answerDirect : nil
    }

    private func notes(_ title: String?) -> [String] {
        let short = title.map { LetterName.clipped($0, to: 50) }
        let who = short.map { LetterWords.writesIn($0, place: style.place) } ?? LetterWords.wrote(author, place: style.place)
        return [who + " " + (isMember ? LetterWords.memberWhy : LetterWords.linkIsYours(until: nil))]
    }
}
