package import Domain

extension Hub {
    package func contacts(of caller: Caller) async throws -> ([(person: PersonID, state: ContactState)], [Person]) {
        try await store.read { s in
            let contacts = try s.contacts(of: caller)
            return (contacts, try s.people(contacts.map(\.person)))
        }
    }

    /// - Throws: `.notFound` for somebody whom `caller` may not know of.
    package func person(_ id: PersonID, for caller: Caller) async throws -> (Person, ContactState) {
        try await store.read { s in
            guard let person = try s.person(id), try s.mayKnow(person, caller) else { throw Refusal.notFound("person") }
            return (person, try s.contact(of: caller.id, with: id))
        }
    }

    package func people(matching text: String, limit: Int, for caller: Caller) async throws -> [Person] {
        try caller.person.permitMembership()
        return try await store.read { s in
            var found = try s.members(matching: text, limit: limit).filter { $0.id != caller.id }
            if let address = try? Address(text), !found.contains(where: { $0.address == address }),
                let person = try s.person(at: address), person.id != caller.id, try s.mayKnow(person, caller)
            {
                found.insert(person, at: 0)
            }
            return found
        }
    }

    package func contactState(of caller: Caller, with other: PersonID) async throws -> ContactState {
        try await store.read { try $0.contact(of: caller.id, with: other) }
    }

    package func setContact(of caller: Caller, with other: PersonID, to state: ContactState) async throws {
        guard state == .accepted || state == .none || state == .blocked else {
            throw Refusal.invalid(field: "state", expected: "accepted, none or blocked")
        }
        guard other != caller.id else { throw Refusal.invalid(field: "person", expected: "somebody else") }
        try await committer.perform { ledger in
            guard let person = try ledger.tx.person(other), try ledger.tx.mayKnow(person, caller) else {
                throw Refusal.notFound("person")
            }
            switch state {
            case .accepted: try ledger.accept(other, by: caller.id)
            case .blocked: try ledger.block(other, by: caller.id)
            case .none, .requested, .asking: try ledger.part(other, from: caller.id)
            }
        }
    }

    /// Tells those who know a person, and themself, that their name or role changed.
    func announce(_ person: Person) async throws {
        let frame = person.frame
        let known = try await store.read { try $0.acquaintances(of: person.id) }
        for id in known + [person.id] {
            for r in directory.connections(of: id) { r.mailbox.post { $0.notices.append((r.connection, .frame(frame))) } }
        }
    }
}

extension StoreSnapshot {
    /// The contacts that a session may see: one that came by a link, those of its conversations.
    package func contacts(of caller: Caller) throws -> [(person: PersonID, state: ContactState)] {
        let all = try contacts(of: caller.id)
        guard let scope = caller.session.scope else { return all }
        return try all.filter { contact in
            try direct(between: caller.id, and: contact.person).map { scope.contains($0) } ?? false
        }
    }

    /// Members know of members; a guest only of those they share a conversation with, and the other way round.
    func mayKnow(_ person: Person, _ caller: Caller) throws -> Bool {
        let viewer = caller.person
        if person.id == viewer.id || viewer.role.administers { return true }
        if let scope = caller.session.scope {
            return try scope.contains { try place(of: viewer.id, in: $0) != nil && place(of: person.id, in: $0) != nil }
        }
        if viewer.role.isRegistered && person.role.isRegistered && !person.gone { return true }
        return try meets(viewer.id, person.id) || contact(of: viewer.id, with: person.id) != .none
    }
}

extension LedgerTransaction {
    /// Both are contacts from now on if the other has asked; otherwise they are asked.
    func accept(_ other: PersonID, by person: PersonID) throws {
        switch try tx.contact(of: person, with: other) {
        case .accepted: return
        case .asking:
            try set(person, other, .accepted)
            try set(other, person, .accepted)
        case .none, .requested, .blocked:
            try set(person, other, .requested)
            if try tx.contact(of: other, with: person) != .blocked { try set(other, person, .asking) }
        }
    }

    func block(_ other: PersonID, by person: PersonID) throws {
        try set(person, other, .blocked)
        if try tx.contact(of: other, with: person) == .accepted { try set(other, person, .requested) }
        notify(other, .unwatch(person))
        notify(person, .unwatch(other))
        if let direct = try tx.direct(between: person, and: other), var mine = try conversation(direct).members[person] {
            mine.state = .declined
            try setMembership(mine, of: person, in: direct)
            notify(person, .leave(direct))
        }
    }

    func part(_ other: PersonID, from person: PersonID) throws {
        try set(person, other, .none)
        if try tx.contact(of: other, with: person) == .accepted { try set(other, person, .none) }
        notify(other, .unwatch(person))
        notify(person, .unwatch(other))
    }

    /// Keeps and tells what `person` has with `other` from now on.
    func set(_ person: PersonID, _ other: PersonID, _ state: ContactState) throws {
        guard try tx.contact(of: person, with: other) != state else { return }
        try tx.setContact(of: person, with: other, to: state)
        guard let them = try tx.person(other), let me = try tx.person(person) else { return }
        notify(person, .frame(them.contactFrame(state, for: me)))
        if state == .accepted { notify(person, .rewatch) }
    }
}
