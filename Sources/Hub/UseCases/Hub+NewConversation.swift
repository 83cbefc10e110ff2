package import Domain

/// What somebody asks for who starts a conversation.
package struct NewConversation: Sendable {
    package let kind: Conversation.Kind
    package let invitees: Invitees
    package let title: String
    package let first: First?

    /// The first message, if one is sent along.
    package struct First: Sendable {
        package let key: ClientKey
        package let text: String
        package let attachments: [AttachmentID]

        package init(key: ClientKey, text: String, attachments: [AttachmentID]) {
            self.key = key
            self.text = text
            self.attachments = attachments
        }
    }

    package init(kind: Conversation.Kind, invitees: Invitees, title: String?, first: First?) throws(Refusal) {
        self.kind = kind
        self.invitees = invitees
        self.first = first
        switch kind {
        case .direct:
            guard invitees.count == 1 else { throw .invalid(field: "to", expected: "exactly one person") }
            guard title == nil else { throw .invalid(field: "title", expected: "none for a direct conversation") }
            self.title = ""
        case .group, .announcement:
            if let title, !title.isEmpty {
                self.title = try DisplayName.checked(title, field: "title", limit: Limits.title)
            } else {
                self.title = ""
            }
            if kind == .announcement, self.title.isEmpty { throw .missing(field: "title") }
        }
    }
}

/// What came of it.
package struct StartedConversation: Sendable {
    package let id: ConversationID
    package let created: Bool
    package let invitations: [IssuedInvitation]
    package let seq: Int64?
}

extension Hub {
    package func start(_ new: NewConversation, by caller: Caller) async throws -> StartedConversation {
        try caller.person.permitMembership()
        let hourly = policy.limits.newConversationsPerHour
        try limiter.take(.conversations(caller.id), rate: hourly, per: 3_600_000, burst: hourly, what: "new conversations")
        let id = ConversationID(rawValue: secrets.identifier())
        let supply = supply(new.invitees.count)
        let limits = policy.limits
        return try await committer.perform { ledger in
            let open = try ledger.tx.conversationCount(of: caller.id)
            guard limits.conversationsPerPerson == 0 || open < limits.conversationsPerPerson else {
                throw Refusal.conflict(field: nil, detail: "at most \(limits.conversationsPerPerson) conversations")
            }
            let people = try ledger.resolve(new.invitees, for: caller, supply)
            switch new.kind {
            case .direct: return try ledger.startDirect(id, with: people[0], new, by: caller.person, supply)
            case .group, .announcement:
                guard limits.membersPerConversation == 0 || people.count < limits.membersPerConversation else {
                    throw Refusal.conflict(
                        field: "to", detail: "a conversation has at most \(limits.membersPerConversation) members")
                }
                return try ledger.startGroup(id, with: people, new, by: caller.person, supply)
            }
        }
    }
}

extension LedgerTransaction {
    func startDirect(
        _ newID: ConversationID, with other: Person, _ new: NewConversation, by me: Person, _ supply: GuestSupply
    ) throws -> StartedConversation {
        guard other.id != me.id else { throw Refusal.invalid(field: "to", expected: "somebody else") }
        guard !other.gone else { throw Refusal.notFound("person") }
        guard try tx.contact(of: me.id, with: other.id) != .blocked else {
            throw Refusal.conflict(field: "to", detail: "you have blocked them; unblock them first")
        }
        let existing = try tx.direct(between: me.id, and: other.id)
        let id = existing ?? newID
        if existing == nil { try openDirect(id, other, me) } else { try comeBack(to: id, me) }
        var issued: [IssuedInvitation] = []
        if existing == nil, try conversation(id).members[other.id]?.state == .invited {
            issued.append(try issue(to: other, in: id, by: me.id, supply.invitations[0]))
        }
        let seq = try new.first.map { try say($0, in: id, by: me.id) }
        return StartedConversation(id: id, created: existing == nil, invitations: issued, seq: seq)
    }

    func openDirect(_ id: ConversationID, _ other: Person, _ me: Person) throws {
        try tx.create(id, kind: .direct, title: "", pair: (me.id, other.id), at: now)
        adopt(Conversation(id: id, kind: .direct))
        try append(.created(.direct, title: ""), to: id, by: me.id)
        try append(.added(me.id, .owner), to: id, by: me.id)
        let known = try canBeAsked(other, into: id, by: me.id)
        let mine = try tx.contact(of: me.id, with: other.id), theirs = try tx.contact(of: other.id, with: me.id)
        if mine == .accepted, theirs == .accepted {
            try append(.added(other.id, .owner), to: id, by: me.id)
        } else {
            try append(.invited(other.id, .owner, known: known), to: id, by: me.id)
            try sayIfStopped(other, in: id)
            try accept(other.id, by: me.id)
            if theirs == .blocked {
                try setMembership(Membership(role: .owner, state: .declined, joinedAt: now), of: other.id, in: id)
            }
        }
        notify(me.id, .enter(id, after: 0))
        if theirs != .blocked { notify(other.id, .enter(id, after: 0)) }
    }

    /// Writing to somebody is also an answer to their request, and takes back one's own no.
    private func comeBack(to id: ConversationID, _ me: Person) throws {
        guard let mine = try conversation(id).members[me.id], mine.state != .joined else { return }
        try join(id, me.id)
    }

    func startGroup(
        _ id: ConversationID, with people: [Person], _ new: NewConversation, by me: Person, _ supply: GuestSupply
    ) throws -> StartedConversation {
        try tx.create(id, kind: new.kind, title: new.title, pair: nil, at: now)
        adopt(Conversation(id: id, kind: new.kind))
        try append(.created(new.kind, title: new.title), to: id, by: me.id)
        try append(.added(me.id, .owner), to: id, by: me.id)
        notify(me.id, .enter(id, after: 0))
        let role = try conversation(id).defaultRole()
        let issued = try add(people.filter { $0.id != me.id }, as: role, to: id, by: me, supply)
        let seq = try new.first.map { try say($0, in: id, by: me.id) }
        return StartedConversation(id: id, created: true, invitations: issued, seq: seq)
    }

    /// Contacts are in at once; others are asked; strangers get a link.
    func add(
        _ people: [Person], as role: Membership.Role, to id: ConversationID, by me: Person, _ supply: GuestSupply
    ) throws -> [IssuedInvitation] {
        var issued: [IssuedInvitation] = []
        for (i, person) in people.enumerated() {
            let before = try conversation(id)
            guard before.members[person.id] == nil, !person.gone else { continue }
            if try tx.contact(of: person.id, with: me.id) == .blocked { continue }
            let known = try canBeAsked(person, into: id, by: me.id)
            if known, try tx.contact(of: me.id, with: person.id) == .accepted {
                try append(.added(person.id, role), to: id, by: me.id)
            } else {
                try append(.invited(person.id, role, known: known), to: id, by: me.id)
                if !known, i < supply.invitations.count {
                    issued.append(try issue(to: person, in: id, by: me.id, supply.invitations[i]))
                    try sayIfStopped(person, in: id)
                    try queueMail(
                        to: Correspondent(person: person.id, isGuest: true, state: .invited, isWaiting: false), from: me.id, in: id)
                }
            }
            notify(person.id, .enter(id, after: before.head))
        }
        return issued
    }

    private func say(_ first: NewConversation.First, in id: ConversationID, by person: PersonID) throws -> Int64 {
        let draft = try Draft(
            conversation: id, by: person, key: first.key,
            content: .send(text: first.text, reply: nil, attachments: first.attachments, mentions: .none))
        switch try post(draft) {
        case .committed(let seq, _, _): return seq
        case .done: return 0
        case .refused(let refusal): throw refusal
        }
    }
}
