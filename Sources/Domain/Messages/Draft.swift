/// What a writer asks to be added to a log.
package struct Draft: Equatable, Sendable {
    package enum Content: Equatable, Sendable {
        case send(text: String, reply: Int64?, attachments: [AttachmentID], mentions: Mentions)
        case edit(target: Int64, text: String, mentions: Mentions)
        case retract(target: Int64)
        case react(target: Int64, emoji: String, on: Bool)
    }

    package let conversation: ConversationID
    package let by: PersonID
    package let key: ClientKey
    package let content: Content

    /// - Throws: `Refusal` for what can be judged without the conversation.
    package init(conversation: ConversationID, by: PersonID, key: ClientKey, content: Content) throws(Refusal) {
        self.conversation = conversation
        self.by = by
        self.key = key
        self.content = content
        switch content {
        case .send(let text, let reply, let attachments, _):
            guard !text.isEmpty || !attachments.isEmpty else { throw .missing(field: "text") }
            try Self.check(text: text)
            guard attachments.count <= Limits.attachments else {
                throw .tooLong(field: "attachments", limit: Limits.attachments, got: attachments.count)
            }
            if let reply, reply < 1 { throw .invalid(field: "reply", expected: "the number of a message") }
        case .edit(_, let text, _):
            guard !text.isEmpty else { throw .missing(field: "text") }
            try Self.check(text: text)
        case .retract: break
        case .react(_, let emoji, _):
            guard emoji.utf8.count <= Limits.emoji, emoji.count <= 2, emoji.unicodeScalars.contains(where: \.isSeen),
                emoji.unicodeScalars.allSatisfy(\.mayBeInEmoji)
            else { throw .invalid(field: "emoji", expected: "one emoji") }
        }
    }

    private static func check(text: String) throws(Refusal) {
        let size = text.utf8.count
        guard size <= Limits.text else { throw .tooLong(field: "text", limit: Limits.text, got: size) }
    }
}
