package import Domain

extension Hub {
    package func sessions(of caller: Caller) async throws -> [SessionRecord] {
        try await store.read { try $0.sessions(of: caller.id) }
    }

    package func signOut(_ caller: Caller) async throws { try await endSession(caller.session.id, of: caller.id) }

    /// - Throws: `.notFound` for a session that is not theirs.
    package func endSession(_ id: SessionID, of person: PersonID) async throws {
        try await committer.perform { ledger in
            guard try ledger.tx.sessions(of: person).contains(where: { $0.id == id }), try ledger.tx.endSession(id) else {
                throw Refusal.notFound("session")
            }
        }
        callers.forget(person)
        cutOff(person) { $0 == id }
    }

    package func endSessions(of person: PersonID, keeping session: SessionID?) async throws {
        _ = try await committer.perform { try $0.tx.endSessions(of: person, keeping: session) }
        callers.forget(person)
        cutOff(person) { $0 != session }
    }

    /// Ends what sessions that are over still have open: live connections, and legs in calls.
    func cutOff(_ person: PersonID, where condition: (SessionID) -> Bool) {
        disconnect(person, reason: "revoked") { condition($0.session) }
        calls.leaveAll(person, where: condition)
    }

    /// The caller with what their session may see now.
    package func current(_ caller: Caller) async throws -> Caller {
        guard caller.session.scope != nil else { return caller }
        return try await store.read { s in
            guard let session = try s.sessions(of: caller.id).first(where: { $0.id == caller.session.id }) else {
                throw Refusal.notSignedIn
            }
            return Caller(person: try s.person(caller.id) ?? caller.person, session: session)
        }
    }

    /// - Throws: `.forbidden` where the session sees less than its person has: it came by a link that others could have opened.
    func permitWhole(_ caller: Caller) async throws {
        guard let scope = caller.session.scope else { return }
        let all = try await store.read { try $0.summaries(for: caller.id).map(\.id) }
        guard scope.isSuperset(of: all) else {
            throw Refusal.forbidden("open the links to your other conversations in this browser first")
        }
    }

    /// A bot's token: a session that never was a browser.
    package func makeToken(for caller: Caller, name: String, from origin: Origin) async throws -> (SessionID, String) {
        try caller.person.permitMembership()
        let name = try DisplayName.checked(name)
        let fresh = newSession(.token, from: Origin(device: name, remoteAddress: origin.remoteAddress))
        let limit = policy.limits.sessionsPerPerson
        try await committer.perform { ledger in
            let tokens = try ledger.tx.sessions(of: caller.id).count { $0.kind == .token }
            guard limit == 0 || tokens < limit else {
                throw Refusal.conflict(field: nil, detail: "at most \(limit) tokens; delete one first")
            }
            try fresh.save(for: caller.id, ledger)
        }
        return (fresh.id, fresh.token)
    }

    /// Has the live connections of a person say goodbye and close.
    func disconnect(_ person: PersonID, reason: String, where condition: (Registration) -> Bool = { _ in true }) {
        for r in directory.connections(of: person) where condition(r) {
            r.mailbox.post { $0.notices.append((r.connection, .end(reason: reason))) }
        }
    }

    /// Notes when a device was last seen, at most every few minutes.
    package func touch(_ session: SessionRecord, remoteAddress: String) {
        let now = clock.now()
        guard now - session.seenAt > 300_000 || session.remoteAddress != remoteAddress else { return }
        Task {
            try? await committer.perform { ledger in
                try ledger.tx.touch(session.id, seenAt: now, remoteAddress: remoteAddress)
                try ledger.tx.seen(session.person, at: now)
            }
            callers.forget(session.person)
        }
    }
}
