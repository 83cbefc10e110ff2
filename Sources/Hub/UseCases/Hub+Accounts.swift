package import Domain

/// What is needed to sign somebody in: the secret goes to them, its digest to the store.
package struct SignedIn: Sendable {
    package let person: Person
    package let token: String
}

/// From where somebody signs in.
package struct Origin: Sendable {
    package let device: String
    package let remoteAddress: String

    package init(device: String, remoteAddress: String) {
        self.device = device
        self.remoteAddress = remoteAddress
    }
}

/// What somebody enters to have an account.
package struct Credentials: Sendable {
    package let name: String
    package let address: Address
    package let password: String

    /// - Throws: `Refusal` naming the field.
    package init(name: String, address: String, password: String) throws(Refusal) {
        self.name = try DisplayName.checked(name)
        self.address = try Address(address)
        self.password = try Self.checked(password, field: "password")
    }

    static func checked(_ password: String, field: String) throws(Refusal) -> String {
        guard password.unicodeScalars.count >= Limits.shortestPassword else {
            throw .invalid(field: field, expected: "at least \(Limits.shortestPassword) characters")
        }
        guard password.utf8.count <= Limits.password else {
            throw .tooLong(field: field, limit: Limits.password, got: password.utf8.count)
        }
        return password
    }
}

extension Hub {
    static let setupSecret = "setup"

    /// The token of the setup link while there is no owner; nil afterwards.
    package func setupToken() async throws -> String? {
        if try await store.read({ try $0.hasOwner() }) { return nil }
        if let kept = try await store.read({ try $0.secret(named: Self.setupSecret) }) {
            return String(decoding: kept, as: UTF8.self)
        }
        let token = secrets.token()
        try await committer.perform { try $0.tx.saveSecret(Array(token.utf8), named: Self.setupSecret) }
        return token
    }

    /// Makes the first person, the owner.
    package func setUp(token: String, _ credentials: Credentials, from origin: Origin) async throws -> SignedIn {
        guard let expected = try await setupToken() else { throw Refusal.expired("this server has an owner already") }
        guard secrets.digest(token) == secrets.digest(expected) else {
            throw Refusal.expired("this is not the setup link of this server")
        }
        let hash = try await secrets.hash(password: credentials.password)
        let fresh = newSession(from: origin)
        let id = PersonID(rawValue: secrets.identifier())
        let person = try await committer.perform { ledger in
            guard try !ledger.tx.hasOwner() else { throw Refusal.expired("this server has an owner already") }
            var person = Person(id: id, name: credentials.name, address: credentials.address, role: .owner)
            person.createdAt = ledger.now
            person.handle = try ledger.freeHandle(for: person)
            try ledger.tx.save(person)
            try ledger.tx.setPasswordHash(hash, of: id)
            try ledger.tx.saveSecret([], named: Self.setupSecret)
            try fresh.save(for: id, ledger)
            return person
        }
        return SignedIn(person: person, token: fresh.token)
    }

    /// Makes a member, or turns the guest who asks into one, as the registration policy allows.
    package func register(
        _ credentials: Credentials, invite: String?, guest: Caller?, from origin: Origin
    ) async throws -> SignedIn {
        try limiter.take(
            .signIns(address: origin.remoteAddress), rate: policy.limits.signInsPerMinute, per: 60_000,
            burst: max(5, policy.limits.signInsPerMinute), what: "registrations")
        if let guest { try await permitWhole(guest) }
        let digest = invite.map { secrets.digest($0) }
        if digest == nil, try await !mayRegister(guest, at: credentials.address) {
            try permitRegistration(of: credentials.address)
        }
        let hash = try await secrets.hash(password: credentials.password)
        let fresh = newSession(from: origin)
        let newID = PersonID(rawValue: secrets.identifier())
        let person = try await committer.perform { ledger in
            guard try ledger.tx.hasOwner() else { throw Refusal.unavailable("this server has not been set up yet") }
            if let digest { try ledger.redeem(invite: digest) }
            let person = try ledger.account(credentials, guest: guest?.id, newID: newID)
            try ledger.tx.setPasswordHash(hash, of: person.id)
            try fresh.save(for: person.id, ledger)
            return person
        }
        callers.forget(person.id)
        return SignedIn(person: person, token: fresh.token)
    }

    /// Whether a guest, whose address was proven by mail, may make their place an account.
    private func mayRegister(_ guest: Caller?, at address: Address) async throws -> Bool {
        guard let guest, policy.guestsRegister, guest.person.role == .guest, guest.person.address == address else { return false }
        if guest.session.scope == nil { return true }
        return try await store.read { try $0.openedMail(guest.session.id) }
    }

    private func permitRegistration(of address: Address) throws(Refusal) {
        switch policy.registration {
        case .open: return
        case .domain:
            guard policy.domains.contains(String(address.domain)) else {
                throw .invalid(field: "address", expected: "an address at \(policy.domains.joined(separator: " or "))")
            }
        case .invite: throw .forbidden("an invite link is needed to register here")
        }
    }

    package func signIn(address: String, password: String, from origin: Origin) async throws -> SignedIn {
        try limiter.take(
            .signIns(address: origin.remoteAddress), rate: policy.limits.signInsPerMinute, per: 60_000,
            burst: max(5, policy.limits.signInsPerMinute), what: "sign-ins")
        let address = try Address(address)
        let found = try await store.read { s -> (Person, String)? in
            guard let person = try s.person(at: address), let hash = try s.passwordHash(of: person.id) else { return nil }
            return (person, hash)
        }
        // Somebody unknown costs the same time as a wrong password.
        let right = try await secrets.verify(password: password, against: found?.1 ?? "")
        guard let (person, _) = found, right else { throw Refusal.wrongPassword }
        guard !person.suspended else { throw Refusal.suspended }
        let fresh = newSession(from: origin)
        let limit = policy.limits.sessionsPerPerson
        let ended = try await committer.perform { ledger in
            let open = try ledger.tx.sessions(of: person.id).filter { $0.kind == .browser }.sorted { $0.seenAt < $1.seenAt }
            let ended = limit == 0 ? [] : open.prefix(max(0, open.count - limit + 1)).map(\.id)
            for old in ended { _ = try ledger.tx.endSession(old) }
            try fresh.save(for: person.id, ledger)
            try ledger.tx.seen(person.id, at: ledger.now)
            return Set(ended)
        }
        callers.forget(person.id)
        if !ended.isEmpty { cutOff(person.id) { ended.contains($0) } }
        return SignedIn(person: person, token: fresh.token)
    }

    package func changePassword(of caller: Caller, from old: String, to new: String) async throws {
        try limiter.take(
            .signIns(address: caller.id.text), rate: policy.limits.signInsPerMinute, per: 60_000, burst: 5, what: "attempts")
        try caller.person.permitMembership()
        let new = try Credentials.checked(new, field: "new")
        let hash = try await store.read { try $0.passwordHash(of: caller.id) } ?? ""
        guard try await secrets.verify(password: old, against: hash) else { throw Refusal.wrongPassword }
        try await setPassword(new, of: caller.id, keeping: caller.session.id)
    }

    /// Also ends every session but the one kept.
    package func setPassword(_ password: String, of person: PersonID, keeping session: SessionID?) async throws {
        let hash = try await secrets.hash(password: try Credentials.checked(password, field: "password"))
        try await committer.perform { try $0.tx.setPasswordHash(hash, of: person) }
        try await endSessions(of: person, keeping: session)
    }

    package func rename(_ caller: Caller, to name: String?) async throws -> Person {
        let name = try name.map { try DisplayName.checked($0) }
        let person = try await committer.perform { ledger in
            guard var person = try ledger.tx.person(caller.id) else { throw Refusal.notFound("person") }
            if let name { person.name = name }
            try ledger.tx.save(person)
            return person
        }
        callers.forget(caller.id)
        try await announce(person)
        return person
    }

    package func setStatus(of person: PersonID, doNotDisturb: Bool?, status: String?) async throws {
        let status = try status.map { try $0.isEmpty ? "" : DisplayName.checked($0, field: "text", limit: Limits.status) }
        let new = try await committer.perform { ledger in
            guard var p = try ledger.tx.person(person) else { throw Refusal.notFound("person") }
            if let doNotDisturb { p.doNotDisturb = doNotDisturb }
            if let status { p.status = status }
            try ledger.tx.save(p)
            return p
        }
        callers.forget(person)
        directory.setStatus(of: person, doNotDisturb: new.doNotDisturb, status: new.status)
    }
}

/// A session about to be made.
struct FreshSession: Sendable {
    let token: String
    let digest: [UInt8]
    let id: SessionID
    let kind: SessionRecord.Kind
    let origin: Origin
    var scope: Set<ConversationID>?

    func save(for person: PersonID, _ ledger: LedgerTransaction) throws {
        try ledger.tx.save(
            SessionRecord(
                id: id, person: person, kind: kind, device: origin.device, remoteAddress: origin.remoteAddress,
                createdAt: ledger.now, seenAt: ledger.now, scope: scope), digest: digest)
    }
}

extension Hub {
    func newSession(_ kind: SessionRecord.Kind = .browser, from origin: Origin) -> FreshSession {
        let token = secrets.token()
        return FreshSession(
            token: token, digest: secrets.digest(token), id: SessionID(rawValue: secrets.identifier()), kind: kind, origin: origin)
    }
}

extension LedgerTransaction {
    func redeem(invite digest: [UInt8]) throws {
        guard let invite = try tx.invite(digest: digest), invite.left > 0, invite.expiresAt > now else {
            throw Refusal.expired("this invite link has been used up or has expired; ask for a new one")
        }
        try tx.useInvite(invite.id)
    }

    func account(_ credentials: Credentials, guest: PersonID?, newID: PersonID) throws -> Person {
        if var known = try tx.person(at: credentials.address) {
            guard known.role == .guest else {
                throw Refusal.conflict(field: "address", detail: "this address has an account here; sign in instead")
            }
            guard known.id == guest else {
                throw Refusal.conflict(
                    field: "address", detail: "somebody wrote to this address already; open the link you got from them first")
            }
            known.name = credentials.name
            known.role = .member
            known.handle = try freeHandle(for: known)
            try tx.save(known)
            return known
        }
        var person = Person(id: newID, name: credentials.name, address: credentials.address, role: .member)
        person.createdAt = now
        person.handle = try freeHandle(for: person)
        try tx.save(person)
        return person
    }
}
