package import Domain
import JSON
import Logging

extension Hub {
    package func rows(matching text: String, after: PersonID?, limit: Int, for caller: Caller) async throws -> [PersonRow] {
        try caller.person.permitAdministration()
        return try await store.read { try $0.rows(matching: text, after: after, limit: limit) }
    }

    package func change(
        _ id: PersonID, role: Person.Role?, suspended: Bool?, by caller: Caller
    ) async throws -> Person {
        try caller.person.permitAdministration()
        let person = try await committer.perform { ledger in
            guard var person = try ledger.tx.person(id), !person.gone else { throw Refusal.notFound("person") }
            if let role {
                try caller.person.permitChange(of: person, to: role, owners: try ledger.tx.owners())
                person.role = role
            }
            if let suspended, suspended != person.suspended {
                try caller.person.permitSuspension(of: person)
                person.suspended = suspended
            }
            try ledger.tx.save(person)
            return person
        }
        callers.forget(id)
        if person.suspended {
            disconnect(id, reason: "suspended")
            calls.forget(id)
        }
        try await announce(person)
        return person
    }

    /// Takes a person out of everything: their words, files, name and address. Numbers and order of the logs stay.
    package func erase(_ id: PersonID, by caller: Caller) async throws {
        let files = try await committer.perform { ledger -> [AttachmentRecord] in
            guard let person = try ledger.tx.person(id), !person.gone else { throw Refusal.notFound("person") }
            try caller.person.permitErasure(of: person, owners: try ledger.tx.owners())
            let files = try ledger.tx.attachments(of: id)
            var erased = Person(id: id, name: Person.erasedName, address: nil, role: .guest)
            erased.gone = true
            for other in try ledger.tx.acquaintances(of: id) { ledger.notify(other, .frame(erased.frame)) }
            for summary in try ledger.tx.summaries(for: id) { try ledger.takeOut(id, of: try ledger.conversation(summary.id)) }
            ledger.forgottenMails += try ledger.tx.mails(concerning: id)
            try ledger.tx.erase(id)
            return files
        }
        for digest in Set(files.map(\.digest)) where try await !store.read({ try $0.hasBlob(digest) }) {
            await blobs.remove(digest)
        }
        await withCheckedContinuation { done in committer.index { done.resume() } }
        do { try await store.scrub() } catch {
            logger.warning("what was erased is not off the disk yet", metadata: ["error": "\(error)"])
        }
        callers.forget(id)
        disconnect(id, reason: "revoked")
        calls.forget(id)
    }

    /// The caller's own erasure; who has a password says it.
    package func eraseSelf(_ caller: Caller, password: String?) async throws {
        try await permitWhole(caller)
        if let hash = try await store.read({ try $0.passwordHash(of: caller.id) }) {
            guard let password else { throw Refusal.missing(field: "password") }
            guard try await secrets.verify(password: password, against: hash) else { throw Refusal.wrongPassword }
        }
        try await erase(caller.id, by: caller)
    }

    package func resetPassword(of id: PersonID, to password: String, by caller: Caller) async throws {
        try caller.person.permitAdministration()
        guard let person = try await store.read({ try $0.person(id) }), person.role.isRegistered else {
            throw Refusal.notFound("person")
        }
        guard caller.person.role == .owner || !person.role.administers else {
            throw Refusal.forbidden("only an owner may do this to an administrator")
        }
        try await setPassword(password, of: id, keeping: nil)
    }

    /// Names, and in how many conversations each is.
    package func places(of ids: [PersonID]) async throws -> [PersonID: (name: String, conversations: Int)] {
        try await store.read { s in
            var result: [PersonID: (name: String, conversations: Int)] = [:]
            for person in try s.people(Array(Set(ids))) {
                result[person.id] = (person.name, try s.conversationCount(of: person.id))
            }
            return result
        }
    }

    /// Everything that is kept about a person, as one JSON document in parts.
    package func export(_ id: PersonID, by caller: Caller) async throws -> [UInt8] {
        if caller.id != id { try caller.person.permitAdministration() } else { try await permitWhole(caller) }
        return try await store.read { s in
            guard let person = try s.person(id) else { throw Refusal.notFound("person") }
            return try person.exported(from: s)
        }
    }

    package func registrations(for caller: Caller) throws -> [Registration] {
        try caller.person.permitAdministration()
        return directory.all.sorted { $0.since < $1.since }
    }

    package func end(_ session: SessionID, by caller: Caller) async throws {
        try caller.person.permitAdministration()
        guard let r = directory.all.first(where: { $0.session == session }) else { throw Refusal.notFound("session") }
        try await endSession(session, of: r.person)
    }

    package func numbers(for caller: Caller) async throws -> StoreNumbers {
        try caller.person.permitAdministration()
        return try await store.read { try $0.numbers() }
    }
}

extension LedgerTransaction {
    /// A direct conversation goes on without who is erased, as if they had turned it down; every other one they leave.
    fileprivate func takeOut(_ person: PersonID, of conversation: Conversation) throws {
        guard conversation.kind == .direct else { return try remove(person, from: conversation, by: person) }
        guard var membership = conversation.members[person] else { return }
        membership.state = .declined
        try setMembership(membership, of: person, in: conversation.id)
    }
}

extension Person {
    /// The person, their sessions, contacts, places and words.
    fileprivate func exported(from s: any StoreSnapshot) throws -> [UInt8] {
        var w = JSONWriter(reservingCapacity: 65_536)
        w.beginObject()
        w.key("person")
        w.beginObject()
        writeFields(to: &w, address: true)
        w.field("created", createdAt)
        w.field("status", status)
        w.endObject()
        w.key("sessions")
        w.beginArray()
        for session in try s.sessions(of: id) { session.write(to: &w) }
        w.endArray()
        w.key("contacts")
        w.beginArray()
        for contact in try s.contacts(of: id) {
            w.beginObject()
            w.field("person", contact.person.text)
            w.field("address", try s.person(contact.person)?.address?.text)
            w.field("state", contact.state.rawValue)
            w.endObject()
        }
        w.endArray()
        w.key("conversations")
        w.beginArray()
        for c in try s.summaries(for: id) {
            w.beginObject()
            w.field("id", c.id.text)
            w.field("kind", c.kind.rawValue)
            w.field("title", c.title)
            w.field("role", c.my.membership.role.rawValue)
            w.endObject()
        }
        w.endArray()
        w.key("events")
        w.beginArray()
        var position: Int64 = 0
        while true {
            let some = try s.events(by: id, after: position, limit: 1_000)
            for e in some {
                w.beginObject()
                w.field("c", e.conversation.text)
                w.key("e")
                w.raw(e.event.wire)
                w.endObject()
            }
            guard let last = some.last else { break }
            position = last.position
        }
        w.endArray()
        w.key("attachments")
        w.beginArray()
        for record in try s.attachments(of: id) { record.attachment.write(to: &w) }
        w.endArray()
        w.endObject()
        return w.bytes
    }
}

extension SessionRecord {
    fileprivate func write(to w: inout JSONWriter) {
        w.beginObject()
        w.field("device", device)
        w.field("address", remoteAddress)
        w.field("since", createdAt)
        w.field("seen", seenAt)
        w.endObject()
    }
}
