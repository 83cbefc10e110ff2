import Domain
import HTTPTypes
import Hub
import JSON

extension API {
    func conversations(_ table: inout RouteTable) {
        table.on(.post, "/conversations") { try await start($0) }
        table.on(.get, "/conversations") { ask in
            let caller = try await ask.caller()
            let (summaries, people) = try await hub.summaries(for: caller)
            return Answer.object { w in
                w.key("conversations")
                w.beginArray()
                for summary in summaries { summary.write(to: &w, domain: hub.policy.mail.domain) }
                w.endArray()
                w.people(people, for: caller.person)
            }
        }
        table.on(.get, "/conversations/{c}") { ask in
            let caller = try await ask.caller()
            let (summary, places, people, outside) = try await hub.detail(of: try ask.conversation(for: caller), for: caller)
            return Answer.object { w in
                w.key("conversation")
                summary.write(to: &w, domain: hub.policy.mail.domain)
                w.key("members")
                w.beginArray()
                for place in places { place.write(to: &w, outside[place.person]) }
                w.endArray()
                w.people(people, for: caller.person)
            }
        }
        table.on(.patch, "/conversations/{c}") { ask in
            let caller = try await ask.caller()
            let fields = try await ask.fields(["title"])
            try await hub.setTitle(
                try fields.string("title", max: 4 * Limits.title), of: try ask.conversation(for: caller), by: caller)
            return try await conversation(ask, caller)
        }
        table.on(.post, "/conversations/{c}/accept") { ask in
            let caller = try await ask.caller()
            try await hub.accept(try ask.conversation(for: caller), by: caller)
            return try await conversation(ask, caller)
        }
        table.on(.post, "/conversations/{c}/decline") { ask in
            let caller = try await ask.caller()
            let fields = try await ask.fields(["block"])
            try await hub.decline(
                try ask.conversation(for: caller), blocking: try fields.optionalBool("block") ?? false, by: caller)
            return .empty
        }
        table.on(.put, "/conversations/{c}/level") { ask in
            let caller = try await ask.caller()
            let fields = try await ask.fields(["level"])
            guard let level = NotificationLevel(rawValue: try fields.string("level", max: 16)) else {
                throw Refusal.invalid(field: "level", expected: "all, mentions or none")
            }
            try await hub.setLevel(level, in: try ask.conversation(for: caller), by: caller)
            return .empty
        }
    }

    private func conversation(_ ask: Ask, _ caller: Caller) async throws -> Answer {
        let (summary, _) = try await hub.summary(of: try ask.conversation(for: caller), for: caller.id)
        return Answer.object { w in
            w.key("conversation")
            summary.write(to: &w, domain: hub.policy.mail.domain)
        }
    }

    private func start(_ ask: Ask) async throws -> Answer {
        let caller = try await ask.caller()
        let fields = try await ask.fields(["kind", "to", "people", "title", "text", "key", "attachments"])
        guard let kind = Conversation.Kind(rawValue: try fields.string("kind", max: 16)) else {
            throw Refusal.invalid(field: "kind", expected: "direct, group or announcement")
        }
        let new = try NewConversation(
            kind: kind, invitees: try fields.invitees(), title: try fields.optionalString("title", max: 4 * Limits.title),
            first: try fields.first())
        let started = try await hub.start(new, by: caller)
        let (summary, people) = try await hub.summary(of: started.id, for: caller.id)
        return Answer.object(started.created ? .created : .ok) { w in
            w.key("conversation")
            summary.write(to: &w, domain: hub.policy.mail.domain)
            w.people(people, for: caller.person)
            w.invitations(started.invitations, publicURL: hub.policy.publicURL)
            w.field("seq", started.seq)
        }
    }
}

extension Fields {
    func invitees() throws -> Invitees {
        try Invitees(
            addresses: try strings("to", maxCount: Limits.invitees, maxBytes: 2 * Limits.address),
            people: try people("people", max: Limits.invitees))
    }

    fileprivate func first() throws -> NewConversation.First? {
        let text = try optionalString("text", max: Limits.text) ?? ""
        let attachments = try attachments()
        guard !text.isEmpty || !attachments.isEmpty else { return nil }
        return NewConversation.First(
            key: try ClientKey(try string("key", max: 1_024)), text: text, attachments: attachments)
    }
}
