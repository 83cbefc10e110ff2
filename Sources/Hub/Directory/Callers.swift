package import Domain
import Synchronization

/// Who asks: a person through one of their sessions.
package struct Caller: Sendable {
    package let person: Person
    package let session: SessionRecord

    package init(person: Person, session: SessionRecord) {
        self.person = person
        self.session = session
    }

    package var id: PersonID { person.id }

    /// Whether this session may see a conversation, as far as the link that it came by goes.
    package func sees(_ conversation: ConversationID) -> Bool { session.scope?.contains(conversation) ?? true }

    /// - Throws: `.notFound`, as if the conversation did not exist.
    package func permit(_ conversation: ConversationID) throws(Refusal) {
        guard sees(conversation) else { throw .notFound("conversation") }
    }
}

/// Finds who asks by the secret that they carry; keeps what it found until it changes.
package final class Callers: Sendable {
    static let limit = 50_000

    private struct State {
        var sessions: [[UInt8]: SessionRecord] = [:]
        var people: [PersonID: (person: Person, digests: Set<[UInt8]>)] = [:]
        /// Counts what was forgotten, so that a read that was overtaken is not kept.
        var generation = 0

        func find(_ digest: [UInt8]) -> Caller? {
            guard let session = sessions[digest], let known = people[session.person] else { return nil }
            return Caller(person: known.person, session: session)
        }

        mutating func keep(_ caller: Caller, _ digest: [UInt8]) {
            if sessions.count >= Callers.limit { self = State(generation: generation) }
            sessions[digest] = caller.session
            people[caller.id, default: (caller.person, [])].digests.insert(digest)
        }

        mutating func forget(_ person: PersonID) {
            generation += 1
            for digest in people.removeValue(forKey: person)?.digests ?? [] { sessions[digest] = nil }
        }
    }
    private let state = Mutex(State())
    private let store: any Store
    private let secrets: any Secrets

    init(store: any Store, secrets: any Secrets) {
        self.store = store
        self.secrets = secrets
    }

    /// - Throws: `.notSignedIn`, `.suspended`.
    package func caller(token: String) async throws -> Caller {
        guard token.utf8.count <= Limits.token else { throw Refusal.notSignedIn }
        let digest = secrets.digest(token)
        let (known, generation) = state.withLock { ($0.find(digest), $0.generation) }
        if let known { return try checked(known) }
        let found = try await store.read { s -> Caller? in
            guard let session = try s.session(digest: digest), let person = try s.person(session.person) else { return nil }
            return Caller(person: person, session: session)
        }
        guard let found else { throw Refusal.notSignedIn }
        state.withLock { s in
            if s.generation == generation { s.keep(found, digest) }
        }
        return try checked(found)
    }

    /// The caller if they are known already: for an event loop, which cannot wait.
    package func known(token: String) throws(Refusal) -> Caller? {
        guard token.utf8.count <= Limits.token else { throw .notSignedIn }
        let digest = secrets.digest(token)
        guard let known = state.withLock({ $0.find(digest) }) else { return nil }
        return try checked(known)
    }

    private func checked(_ caller: Caller) throws(Refusal) -> Caller {
        if caller.person.suspended { throw .suspended }
        return caller
    }

    /// To be called after anything about a person or their sessions was committed.
    package func forget(_ person: PersonID) {
        state.withLock { $0.forget(person) }
    }
}
