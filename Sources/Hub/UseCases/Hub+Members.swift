package import Domain

extension Hub {
    /// A request becomes a conversation; in a direct one the two become contacts.
    package func accept(_ id: ConversationID, by caller: Caller) async throws {
        try await committer.perform { ledger in
            let mine = try ledger.conversation(id).reader(caller.id)
            if mine.state == .requested { try ledger.join(id, caller.id) }
        }
    }

    package func decline(_ id: ConversationID, blocking: Bool, by caller: Caller) async throws {
        try await committer.perform { ledger in
            let conversation = try ledger.conversation(id)
            let mine = try conversation.reader(caller.id)
            guard mine.state == .requested else {
                throw Refusal.conflict(field: nil, detail: "you are in this conversation already")
            }
            guard let other = conversation.other(than: caller.id) else {
                try ledger.append(.left(caller.id), to: id, by: caller.id)
                ledger.notify(caller.id, .leave(id))
                return
            }
            if blocking { return try ledger.block(other, by: caller.id) }
            // The other side is not told: from there a request that was declined looks like one that waits.
            var declined = mine
            declined.state = .declined
            try ledger.setMembership(declined, of: caller.id, in: id)
            try ledger.set(caller.id, other, .none)
            ledger.notify(caller.id, .leave(id))
        }
    }

    package func add(
        _ invitees: Invitees, role: Membership.Role?, to id: ConversationID, by caller: Caller
    ) async throws -> [IssuedInvitation] {
        let supply = supply(invitees.count), limits = policy.limits
        try limiter.take(
            .invitations(caller.id), rate: limits.invitationsPerDay, per: Self.day, burst: max(1, limits.invitationsPerDay),
            what: "invitations")
        return try await committer.perform { ledger in
            let conversation = try ledger.conversation(id)
            let role = role ?? conversation.defaultRole()
            try conversation.permitAdding(
                by: caller.id, role: role, limit: limits.membersPerConversation, adding: invitees.count)
            try caller.person.permitMembership()
            let people = try ledger.resolve(invitees, for: caller, supply)
            return try ledger.add(people, as: role, to: id, by: caller.person, supply)
        }
    }

    /// Also leaving, where `person` is the caller.
    package func remove(_ person: PersonID, from id: ConversationID, by caller: Caller) async throws {
        try await committer.perform { ledger in
            let conversation = try ledger.conversation(id)
            try conversation.permitRemoval(of: person, by: caller.id)
            try ledger.remove(person, from: conversation, by: caller.id)
        }
    }

    package func setRole(
        _ role: Membership.Role, of person: PersonID, in id: ConversationID, by caller: Caller
    ) async throws {
        try await committer.perform { ledger in
            let conversation = try ledger.conversation(id)
            try conversation.permitRole(role, for: person, by: caller.id)
            guard conversation.members[person]?.role != role else { return }
            try ledger.append(.role(person, role), to: id, by: caller.id)
        }
    }

    package func setTitle(_ title: String, of id: ConversationID, by caller: Caller) async throws {
        let title = try DisplayName.checked(title, field: "title", limit: Limits.title)
        try await committer.perform { ledger in
            let conversation = try ledger.conversation(id)
            try conversation.permitTitle(by: caller.id)
            guard conversation.title != title else { return }
            try ledger.append(.title(title), to: id, by: caller.id)
            try ledger.tx.setTitle(title, of: id)
        }
    }

    package func setLevel(_ level: NotificationLevel, in id: ConversationID, by caller: Caller) async throws {
        try await committer.perform { ledger in
            let conversation = try ledger.conversation(id)
            try conversation.reader(caller.id)
            try ledger.tx.setLevel(level, of: caller.id, in: id)
            ledger.notify(caller.id, .enter(id, after: conversation.head))
        }
    }
}

extension LedgerTransaction {
    /// Somebody who was asked is in from now on.
    func join(_ id: ConversationID, _ person: PersonID) throws {
        let before = try conversation(id)
        try append(.joined(person), to: id, by: person)
        if before.kind != .direct, !before.hasOwner { try append(.role(person, .owner), to: id, by: person) }
        if let other = before.other(than: person) {
            try set(person, other, .accepted)
            if try tx.contact(of: other, with: person) != .blocked { try set(other, person, .accepted) }
        }
        notify(person, .enter(id, after: before.head))
    }

    func remove(_ person: PersonID, from conversation: Conversation, by remover: PersonID) throws {
        let heir = conversation.successor(of: person)
        try append(person == remover ? .left(person) : .removed(person), to: conversation.id, by: remover)
        try tx.endInvitations(of: person, in: conversation.id)
        if let heir { try append(.role(heir, .owner), to: conversation.id, by: remover) }
        notify(person, .leave(conversation.id))
    }
}
