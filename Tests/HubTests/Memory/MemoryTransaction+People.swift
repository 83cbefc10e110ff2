import Domain
import Hub

extension MemoryTransaction {
    func person(_ id: PersonID) throws -> Person? { tables.people[id] }
    func person(at address: Address) throws -> Person? { tables.people.values.first { $0.address == address } }
    func people(_ ids: [PersonID]) throws -> [Person] { ids.compactMap { tables.people[$0] } }
    func members(matching text: String, limit: Int) throws -> [Person] { [] }
    func rows(matching text: String, after: PersonID?, limit: Int) throws -> [PersonRow] { [] }
    func hasOwner() throws -> Bool { try owners() > 0 }
    func owners() throws -> Int { tables.people.values.count { $0.role == .owner } }
    func anOwner() throws -> Person? { tables.people.values.first { $0.role == .owner } }
    func passwordHash(of person: PersonID) throws -> String? { tables.passwords[person] }
    func session(digest: [UInt8]) throws -> SessionRecord? { tables.sessions[digest] }
    func sessions(of person: PersonID) throws -> [SessionRecord] { tables.sessions.values.filter { $0.person == person } }
    func contact(of person: PersonID, with other: PersonID) throws -> ContactState {
        tables.contacts[.init(person: person, other: other)] ?? .none
    }
    func contacts(of person: PersonID) throws -> [(person: PersonID, state: ContactState)] {
        tables.contacts.filter { $0.key.person == person }.map { (person: $0.key.other, state: $0.value) }
    }
    func invite(digest: [UInt8]) throws -> InviteRecord? { nil }
    func invites(by person: PersonID?) throws -> [InviteRecord] { [] }
    func pushSubscriptions(of person: PersonID) throws -> [PushRecord] { tables.push.filter { $0.person == person } }
    func peopleWithPush() throws -> [PersonID] { tables.push.map(\.person) }
    func secret(named name: String) throws -> [UInt8]? { nil }
    func numbers() throws -> StoreNumbers { StoreNumbers() }

    func save(_ person: Person) throws { tables.people[person.id] = person }
    func setPasswordHash(_ hash: String?, of person: PersonID) throws { tables.passwords[person] = hash }
    func save(_ session: SessionRecord, digest: [UInt8]) throws { tables.sessions[digest] = session }
    func widen(_ session: SessionID, by conversation: ConversationID) throws {}
    func widenSessions(of guest: PersonID, invitedBy inviter: PersonID, by conversation: ConversationID) throws -> Bool { false }
    func touch(_ session: SessionID, seenAt: Milliseconds, remoteAddress: String) throws {}
    func seen(_ person: PersonID, at: Milliseconds) throws {}
    func endSessions(of person: PersonID, keeping: SessionID?) throws -> [SessionID] {
        let ended = tables.sessions.filter { $0.value.person == person && $0.value.id != keeping }
        for digest in ended.keys { tables.sessions[digest] = nil }
        return ended.values.map(\.id)
    }
    func endSession(_ id: SessionID) throws -> Bool {
        let before = tables.sessions.count
        tables.sessions = tables.sessions.filter { $0.value.id != id }
        return tables.sessions.count < before
    }
    func setContact(of person: PersonID, with other: PersonID, to state: ContactState) throws {
        tables.contacts[.init(person: person, other: other)] = state
    }
    func save(_ invite: InviteRecord, digest: [UInt8]) throws {}
    func useInvite(_ id: InvitationID) throws {}
    func deleteInvite(_ id: InvitationID) throws {}
    func save(_ subscription: PushRecord) throws { tables.push.append(subscription) }
    func deletePush(endpoint: String) throws { tables.push.removeAll { $0.endpoint == endpoint } }
    func saveSecret(_ bytes: [UInt8], named name: String) throws {}
    func erase(_ person: PersonID) throws { tables.people[person]?.gone = true }
}
