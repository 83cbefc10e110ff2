import Domain
import Hub

extension MemoryTransaction {
    func conversation(_ id: ConversationID) throws -> Conversation? {
        store.with { $0.loads += 1 }
        return tables.conversations[id]
    }

    func direct(between a: PersonID, and b: PersonID) throws -> ConversationID? {
        tables.conversations.values.first { $0.kind == .direct && $0.members[a] != nil && $0.members[b] != nil }?.id
    }

    func summaries(for person: PersonID) throws -> [Summary] {
        try tables.conversations.keys.sorted().compactMap { try summary(of: $0, for: person) }
    }

    func summary(of id: ConversationID, for person: PersonID) throws -> Summary? {
        guard let c = tables.conversations[id], let place = try place(of: person, in: id), place.membership.reads else {
            return nil
        }
        return Summary(
            id: id, kind: c.kind, title: c.title, head: c.head, at: 0, count: c.members.count, people: [], last: nil, my: place,
            unread: 0, mentions: 0)
    }

    func places(in id: ConversationID) throws -> [Place] {
        try (tables.conversations[id]?.members.keys.sorted() ?? []).compactMap { try place(of: $0, in: id) }
    }

    func place(of person: PersonID, in id: ConversationID) throws -> Place? {
        tables.conversations[id]?.members[person].map {
            Place(person: person, membership: $0, read: tables.reads[id]?[person] ?? 0, level: .all)
        }
    }

    func sharesConversation(_ a: PersonID, _ b: PersonID) throws -> Bool {
        tables.conversations.values.contains { $0.joined(a) != nil && $0.joined(b) != nil }
    }

    func meets(_ viewer: PersonID, _ person: PersonID) throws -> Bool { try sharesConversation(viewer, person) }
    func acquaintances(of person: PersonID) throws -> [PersonID] { [] }

    func conversationCount(of person: PersonID) throws -> Int {
        tables.conversations.values.count { $0.members[person] != nil }
    }

    func invitation(digest: [UInt8]) throws -> InvitationRecord? { nil }

    func create(
        _ id: ConversationID, kind: Conversation.Kind, title: String, pair: (PersonID, PersonID)?, at: Milliseconds
    ) throws {
        tables.conversations[id] = Conversation(id: id, kind: kind, title: title)
    }

    func setMembership(_ membership: Membership?, of person: PersonID, in id: ConversationID) throws {
        tables.conversations[id]?.members[person] = membership
    }

    func setTitle(_ title: String, of id: ConversationID) throws { tables.conversations[id]?.title = title }

    func setRead(_ seq: Int64, of person: PersonID, in id: ConversationID) throws -> Bool {
        guard tables.reads[id]?[person] ?? 0 < seq else { return false }
        tables.reads[id, default: [:]][person] = seq
        return true
    }

    func setLevel(_ level: NotificationLevel, of person: PersonID, in id: ConversationID) throws {}
    func save(_ invitation: InvitationRecord, digest: [UInt8]) throws {}
    func bind(_ invitation: InvitationID, to session: SessionID) throws {}
    func endInvitations(of person: PersonID, in id: ConversationID) throws {}
}
