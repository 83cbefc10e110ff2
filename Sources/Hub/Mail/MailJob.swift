package import Domain

/// A mail about to be sent: everything that it says.
package struct MailJob: Sendable {
    package let mail: MailRecord
    package let recipient: Person
    package let address: Address
    package var sender: Person?
    package var conversation: Talk?
    package var place: MailPlace?
    /// What was said since the last mail, oldest first.
    package var lines: [MailLine] = []
    /// A little of what was said before, for context.
    package var earlier: [MailLine] = []
    /// How many more there are before `lines`.
    package var omitted = 0
    /// Opens the conversation, or signs in.
    package var link = ""
    package var expiresAt: Milliseconds?
    package var isRequest = false

    /// The conversation that a mail is about.
    package struct Talk: Sendable {
        package let id: ConversationID
        package let kind: Conversation.Kind
        package let title: String
        /// Some of the others in it.
        package let others: [String]
    }

    package init(mail: MailRecord, recipient: Person, address: Address) {
        self.mail = mail
        self.recipient = recipient
        self.address = address
    }
}

/// One message as a mail shows it.
package struct MailLine: Sendable, Equatable {
    package let seq: Int64
    package let author: PersonID
    package let name: String
    package let at: Milliseconds
    package let text: String
    package let edited: Bool
    /// A call that the recipient was rung for, and missed; it has no text.
    package let isMissedCall: Bool
    package let files: [AttachmentRecord]
}

/// What came of trying to send a mail.
package enum MailOutcome: Sendable {
    /// Somebody else is responsible for it now.
    case sent(messageID: String, subject: String)
    /// To be tried again.
    case deferred(String)
    case failed(String)
}
