package import Domain

extension Hub {
    package func summaries(for caller: Caller) async throws -> ([Summary], [Person]) {
        try await store.read { s in
            let all = try s.summaries(for: caller.id).filter { caller.sees($0.id) }
            return (all, try s.people(Array(Set(all.flatMap(\.people)))))
        }
    }

    package func summary(of id: ConversationID, for person: PersonID) async throws -> (Summary, [Person]) {
        try await store.read { s in
            guard let summary = try s.summary(of: id, for: person) else { throw Refusal.notFound("conversation") }
            return (summary, try s.people(summary.people))
        }
    }

    package func detail(of id: ConversationID, for caller: Caller) async throws -> (
        Summary, [Place], [Person], outside: [PersonID: Delivery]
    ) {
        try await store.read { s in
            guard let summary = try s.summary(of: id, for: caller.id) else { throw Refusal.notFound("conversation") }
            // Somebody who has turned a direct conversation down looks, from the other side, like somebody who has not answered.
            let places = try s.places(in: id)
            let outside = try s.deliveries(in: id, limit: 10_000)
            return (
                summary, places, try s.people(places.map(\.person)),
                outside: Dictionary(outside.map { ($0.person, $0.delivery) }) { a, _ in a }
            )
        }
    }

    package func page(of id: ConversationID, _ range: PageRange, limit: Int, for caller: Caller) async throws -> Page {
        try await store.read { s in
            guard try s.place(of: caller.id, in: id)?.membership.reads == true else { throw Refusal.notFound("conversation") }
            return try s.page(of: id, range, limit: limit)
        }
    }

    package func versions(of seq: Int64, in id: ConversationID, for caller: Caller) async throws -> [StoredEvent] {
        try await store.read { s in
            guard try s.place(of: caller.id, in: id)?.membership.reads == true else { throw Refusal.notFound("conversation") }
            guard try s.target(seq, in: id)?.kind == .message else { throw Refusal.notFound("message") }
            return try s.versions(of: seq, in: id)
        }
    }

    /// Finds what was said up to this moment.
    package func search(_ query: SearchQuery, for caller: Caller) async throws -> ([SearchHit], [Person]) {
        await withCheckedContinuation { done in committer.index { done.resume() } }
        return try await store.read { s in
            let hits = try s.search(query).filter { caller.sees($0.conversation) }
            return (hits, try s.people(Array(Set(hits.map(\.event.by)))))
        }
    }

    /// Whose presence `person` may see: accepted contacts, and those they share a conversation with.
    package func watchable(_ ids: [PersonID], for person: PersonID) async throws -> [PersonID] {
        try await store.read { s in
            let accepted = Set(try s.contacts(of: person).filter { $0.state == .accepted }.map(\.person))
            return try ids.filter { id in
                try id != person
                    && (accepted.contains(id)
                        || (s.sharesConversation(person, id) && s.contact(of: id, with: person) != .blocked))
            }
        }
    }

    /// Takes a message from a program, under the rules of the live connection.
    package func commit(_ draft: Draft) async throws -> (seq: Int64, at: Milliseconds, again: Bool) {
        try await committer.perform { ledger in
            do {
                guard case .committed(let seq, let at, let again) = try ledger.post(draft) else {
                    throw Refusal.unavailable("nothing was kept; try again")
                }
                return (seq, at, again)
            } catch let refusal as Refusal {
                guard let earlier = try ledger.tx.earlier(key: draft.key, by: draft.by),
                    earlier.conversation == draft.conversation
                else { throw refusal }
                return (earlier.seq, earlier.at, true)
            }
        }
    }

    package func markRead(_ seq: Int64, in id: ConversationID, by caller: Caller) async throws {
        try await committer.perform { try $0.markRead(seq, caller.id, in: id) }
    }

    /// Takes one message from the person's bucket.
    package func permitMessage(by person: PersonID) throws(Refusal) {
        let rate = policy.limits.messagesPerMinute
        try limiter.take(.messages(person), rate: rate, per: 60_000, burst: max(60, rate / 4), what: "messages")
    }
}
