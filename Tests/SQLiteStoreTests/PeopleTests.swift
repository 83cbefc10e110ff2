import Domain
import Hub
import SQLiteStore
import Testing

@Suite("People, places and links")
struct PeopleTests {
    @Test("Unread messages and mentions are counted from the read marker on")
    func unread() async throws {
        let store = try TestStore(), ada = try await store.person("Ada"), bob = try await store.person("Bob")
        let log = try await store.group(ada, bob)
        let first = try #require(try await log.say("one", by: ada))
        try await log.say("his own", by: bob)
        try await log.say("two", by: ada, mentions: .people([bob]))
        try await log.say("three", by: ada, mentions: .all)
        var summary = try await store.read { try $0.summary(of: log.id, for: bob) }
        #expect(summary?.unread == 3)
        #expect(summary?.mentions == 2)
        #expect(try await store.write { try $0.setRead(first + 2, of: bob, in: log.id) })
        #expect(try await store.write { try $0.setRead(first, of: bob, in: log.id) } == false)
        summary = try await store.read { try $0.summary(of: log.id, for: bob) }
        #expect(summary?.unread == 1)
        #expect(summary?.mentions == 1)
        #expect(summary?.my.read == first + 2)
    }

    @Test("Contacts are kept one way each")
    func contacts() async throws {
        let store = try TestStore(), ada = try await store.person("Ada"), bob = try await store.person("Bob")
        try await store.write { tx in
            try tx.setContact(of: ada, with: bob, to: .requested)
            try tx.setContact(of: bob, with: ada, to: .asking)
            try tx.setContact(of: ada, with: bob, to: .blocked)
        }
        #expect(try await store.read { try $0.contact(of: ada, with: bob) } == .blocked)
        #expect(try await store.read { try $0.contact(of: bob, with: ada) } == .asking)
        try await store.write { try $0.setContact(of: ada, with: bob, to: .none) }
        #expect(try await store.read { try $0.contacts(of: ada).count } == 0)
    }

    @Test("An invitation is found by its digest, bound once, and ended")
    func invitations() async throws {
        let store = try TestStore(), ada = try await store.person("Ada"), guest = try await store.person("Guest", role: .guest)
        let log = try await store.group(ada)
        let invitation = InvitationRecord(
            id: InvitationID(rawValue: 7), conversation: log.id, person: guest, by: ada, expiresAt: 1_000)
        try await store.write { try $0.save(invitation, digest: [1, 2, 3]) }
        #expect(try await store.read { try $0.invitation(digest: [1, 2, 3]) } == invitation)
        #expect(try await store.read { try $0.invitation(digest: [1, 2]) } == nil)
        try await store.write { try $0.bind(invitation.id, to: SessionID(rawValue: 9)) }
        #expect(try await store.read { try $0.invitation(digest: [1, 2, 3])?.boundTo } == SessionID(rawValue: 9))
        try await store.write { try $0.endInvitations(of: guest, in: log.id) }
        #expect(try await store.read { try $0.invitation(digest: [1, 2, 3]) } == nil)
    }

    @Test("An invite cannot be used more often than it allows")
    func invites() async throws {
        let store = try TestStore(), ada = try await store.person("Ada"), id = InvitationID(rawValue: 5)
        try await store.write { tx in
            try tx.save(InviteRecord(id: id, by: ada, uses: 1, left: 1, createdAt: 1, expiresAt: 2), digest: [9])
            try tx.useInvite(id)
        }
        await #expect(throws: (any Error).self) { try await store.write { try $0.useInvite(id) } }
        #expect(try await store.read { try $0.invite(digest: [9])?.left } == 0)
    }

    @Test("Erasure takes a person's words, name and address out and keeps the numbers")
    func erasure() async throws {
        let store = try TestStore(), ada = try await store.person("Ada"), bob = try await store.person("Bob")
        let log = try await store.group(ada, bob)
        try await log.say("her parting words", by: ada)
        let his = try await log.say("his words", by: bob)
        try await store.index()
        try await store.write { try $0.erase(ada) }
        let events = try await log.page(.last).events
        #expect(events.map(\.seq) == Array(1...5))
        #expect(events.allSatisfy { !$0.json.contains("parting") })
        #expect(events.last?.seq == his && events.last?.json.contains("his words") == true)
        let person = try #require(try await store.read { try $0.person(ada) })
        #expect(person.gone && person.address == nil && person.name != "Ada")
        #expect(try await store.read { try $0.search(SearchQuery(person: bob, text: "parting")) }.isEmpty)
    }

    @Test("A store opened again has everything, and its schema is complete")
    func reopening() async throws {
        let store = try TestStore(), ada = try await store.person("Ada")
        try await store.write { try $0.saveSecret([1, 2, 3], named: "kept") }
        let again = try SQLiteStoreAgain(store.folder)
        #expect(try await again.store.read { try $0.person(ada)?.name } == "Ada")
        #expect(try await again.store.read { try $0.secret(named: "kept") } == [1, 2, 3])
        let difference = try again.schemaDifference()
        #expect(difference.missing.isEmpty && difference.unknown.isEmpty)
        #expect(try again.faults().isEmpty)
    }
}
