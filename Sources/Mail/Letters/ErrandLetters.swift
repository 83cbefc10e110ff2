/// A link to sign in, which its owner asked for.
package struct SignInLetter: Sendable {
    package let style: LetterStyle
    package let recipient: Mailbox
    package let link: String
    /// How long the link works.
    package let minutes: Int
    /// Where it was asked for; empty when that is not known.
    package let device: String

    package init(style: LetterStyle, recipient: Mailbox, link: String, minutes: Int, device: String) {
        self.style = style
        self.recipient = recipient
        self.link = link
        self.minutes = minutes
        self.device = device
    }

    package var letter: Letter {
        let life = LetterWords.signInLife(minutes: minutes), hello = LetterWords.signIn(LetterName.first(recipient.name))
        let shown = LetterName.shown(device)
        var plan = LetterPlan(subject: LetterWords.signInSubject(style.place), preview: hello + " " + life)
        plan.title = LetterWords.signInTitle
        plan.paragraphs = [hello + (shown.isEmpty ? "" : " " + LetterWords.askedOn(shown))]
        plan.button = LetterPlan.Button(label: LetterWords.signInButton, link: link, note: life)
        plan.notes = [LetterWords.notAsked, LetterWords.errand(style.place)]
        return plan.letter
    }
}

/// A new link to a conversation, in place of one that ended or was used elsewhere.
package struct FreshLinkLetter: Sendable {
    package let style: LetterStyle
    package let recipient: Mailbox
    /// Nil between two.
    package let conversationTitle: String?
    package let inviter: Mailbox
    package let link: String
    /// Empty: there is none.
    package let stopLink: String

    package init(
        style: LetterStyle, recipient: Mailbox, conversationTitle: String?, inviter: Mailbox, link: String, stopLink: String
    ) {
        self.style = style
        self.recipient = recipient
        self.conversationTitle = conversationTitle
        self.inviter = inviter
        self.link = link
        self.stopLink = stopLink
    }

    package var letter: Letter {
        let name = LetterPeople.name(inviter)
        let title = conversationTitle.map { LetterName.shown($0, limit: 120) } ?? ""
        let what = title.isEmpty ? LetterWords.conversationWith(name) : "“\(title)”"
        var plan = LetterPlan(subject: LetterWords.freshSubject(what), preview: LetterWords.fresh(what))
        plan.title = LetterWords.freshTitle
        plan.paragraphs = [LetterWords.fresh(what)]
        plan.button = LetterPlan.Button(
            label: LetterWords.openConversation, link: link, note: LetterWords.browserOnly(hasCalls: false))
        plan.notes = [LetterWords.linkIsYours(until: nil) + " " + LetterWords.errand(style.place)]
        if !stopLink.isEmpty { plan.stop = LetterPlan.Button(label: LetterWords.stop, link: stopLink) }
        return plan.letter
    }
}

/// Shows an administrator that mail arrives.
package struct TestLetter: Sendable {
    package let style: LetterStyle
    package let recipient: Mailbox
    package let facts: [(String, String)]

    package init(style: LetterStyle, recipient: Mailbox, facts: [(String, String)]) {
        self.style = style
        self.recipient = recipient
        self.facts = facts
    }

    package var letter: Letter {
        var plan = LetterPlan(subject: LetterWords.testSubject(style.place), preview: LetterWords.test)
        plan.title = LetterWords.testTitle
        plan.paragraphs = [LetterWords.test]
        plan.facts = facts
        plan.notes = [LetterWords.errand(style.place)]
        return plan.letter
    }
}
