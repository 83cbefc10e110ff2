package import Domain

extension LedgerTransaction {
    /// Writes what a writer sent, if the rules let them.
    package func post(_ draft: Draft) throws -> Outcome {
        let conversation = try conversation(draft.conversation)
        let body = try permitted(draft, in: conversation)
        guard let event = try append(body, to: draft.conversation, by: draft.by) else {
            guard let earlier = try tx.earlier(key: draft.key, by: draft.by) else {
                throw Refusal.unavailable("nothing was kept; try again")
            }
            guard earlier.conversation == draft.conversation else {
                throw Refusal.conflict(field: "key", detail: "this key was used in another conversation")
            }
            return .committed(seq: earlier.seq, at: earlier.at, again: true)
        }
        switch body {
        case .message(let m): for a in m.attachments { try tx.use(a.id, in: draft.conversation, seq: event.seq) }
        case .retract(_, let target):
            try tx.retract(target, in: draft.conversation)
            forgottenMails += try tx.mails(carrying: target, in: draft.conversation)
        default: break
        }
        return .committed(seq: event.seq, at: event.at, again: false)
    }

    private func permitted(_ draft: Draft, in c: Conversation) throws -> EventBody {
        switch draft.content {
        case .send(let text, let reply, let attachments, let mentions):
            try c.permitMessage(by: draft.by, requestMessages: rules.limits.requestMessages)
            try check(mentions, in: c)
            if let reply {
                guard try tx.target(reply, in: c.id)?.kind == .message else {
                    throw Refusal.invalid(field: "reply", expected: "the number of a message")
                }
            }
            return .message(
                Message(
                    key: draft.key, text: text, reply: reply, attachments: try take(attachments, of: draft.by), mentions: mentions))
        case .edit(let target, let text, let mentions):
            try c.permitEdit(of: try self.target(target, in: c, reader: draft.by), by: draft.by)
            try check(mentions, in: c)
            return .edit(key: draft.key, target: target, text: text, mentions: mentions)
        case .retract(let target):
            try c.permitRetraction(of: try self.target(target, in: c, reader: draft.by), by: draft.by)
            return .retract(key: draft.key, target: target)
        case .react(let target, let emoji, let on):
            try c.permitReaction(to: try self.target(target, in: c, reader: draft.by), by: draft.by)
            return .reaction(key: draft.key, target: target, emoji: emoji, on: on)
        }
    }

    private func target(_ seq: Int64, in c: Conversation, reader: PersonID) throws -> Target {
        try c.reader(reader)
        guard let target = try tx.target(seq, in: c.id) else {
            throw Refusal.invalid(field: "target", expected: "the number of a message")
        }
        return target
    }

    private func check(_ mentions: Mentions, in c: Conversation) throws {
        guard case .people(let ids) = mentions else { return }
        for (i, id) in ids.enumerated() where c.members[id] == nil {
            throw Refusal.invalid(field: "mentions[\(i)]", expected: "somebody in this conversation")
        }
    }

    private func take(_ ids: [AttachmentID], of person: PersonID) throws -> [Attachment] {
        try ids.enumerated().map { i, id in
            guard let record = try tx.attachment(id), record.owner == person else {
                throw Refusal.invalid(field: "attachments[\(i)]", expected: "an attachment that you uploaded")
            }
            return record.attachment
        }
    }

    func markRead(_ seq: Int64, _ person: PersonID, in id: ConversationID) throws {
        let c = try conversation(id)
        let mine = try c.reader(person)
        guard seq <= c.head else { throw Refusal.invalid(field: "seq", expected: "at most \(c.head)") }
        guard try tx.setRead(seq, of: person, in: id) else { return }
        // Who has not accepted yet is not seen reading.
        reads.append(
            ReadMark(conversation: id, person: person, seq: seq, members: mine.state == .joined ? c.members.count : Int.max))
    }
}
