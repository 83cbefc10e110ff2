import Domain
import Hub
import Testing

@Suite("The log of events")
struct EventLogTests {
    @Test("Events come back in order, as the bytes that were written")
    func order() async throws {
        let store = try TestStore(), ada = try await store.person("Ada"), log = try await store.group(ada)
        for n in 0..<20 { try await log.say("message \(n)", by: ada) }
        let page = try await log.page(.last, limit: 200)
        #expect(page.events.map(\.seq) == Array(1...22))
        #expect(page.head == 22)
        #expect(page.events.last?.json.contains("\"text\":\"message 19\"") == true)
    }

    @Test("The same key from the same person adds nothing and is found again")
    func idempotence() async throws {
        let store = try TestStore(), ada = try await store.person("Ada"), bob = try await store.person("Bob")
        let log = try await store.group(ada, bob)
        let first = try await log.say("once", by: ada, key: "the-same-key")
        #expect(try await log.say("twice", by: ada, key: "the-same-key") == nil)
        #expect(try await log.say("another's", by: bob, key: "the-same-key") == first.map { $0 + 1 })
        let earlier = try await store.read { try $0.earlier(key: ClientKey(stored: "the-same-key"), by: ada) }
        #expect(earlier?.seq == first)
        #expect(earlier?.conversation == log.id)
    }

    @Test("A number cannot be given twice")
    func uniqueNumbers() async throws {
        let store = try TestStore(), ada = try await store.person("Ada"), log = try await store.group(ada)
        await #expect(throws: (any Error).self) {
            try await store.write { tx in
                let event = Event(conversation: log.id, seq: 1, at: 1, by: ada, body: .title("again"))
                _ = try tx.append(event, wire: event.wire)
            }
        }
        #expect(try await log.page(.last).head == 2)
    }

    @Test("A transaction that fails leaves nothing; an attempt that fails leaves the rest")
    func atomicity() async throws {
        struct Failure: Error {}
        let store = try TestStore(), ada = try await store.person("Ada"), log = try await store.group(ada)
        await #expect(throws: Failure.self) {
            try await store.write { tx in
                try tx.setTitle("never", of: log.id)
                throw Failure()
            }
        }
        try await store.write { tx in
            try tx.setTitle("kept", of: log.id)
            try? tx.attempt {
                try tx.setTitle("taken back", of: log.id)
                throw Failure()
            }
        }
        #expect(try await store.read { try $0.conversation(log.id)?.title } == "kept")
    }

    @Test(
        "Pages end at the edges of the log",
        arguments: [
            (PageRange.last, 8...12), (.before(1), nil), (.before(3), 1...2), (.before(100), 8...12), (.after(0), 1...5),
            (.after(10), 11...12), (.after(12), nil), (.around(1), 1...5), (.around(6), 4...8), (.around(12), 10...12),
            (.at(6_000), 4...8), (.at(0), 1...5), (.at(99_000), 10...12),
        ] as [(PageRange, ClosedRange<Int64>?)])
    func pages(range: PageRange, expected: ClosedRange<Int64>?) async throws {
        let store = try TestStore(), ada = try await store.person("Ada"), log = try await store.group(ada)
        for n in 0..<10 { try await log.say("message \(n)", by: ada) }
        #expect(try await log.page(range, limit: 5).events.map(\.seq) == expected.map(Array.init) ?? [])
    }

    @Test("A page brings the later events that change what is on it")
    func laterEvents() async throws {
        let store = try TestStore(), ada = try await store.person("Ada"), log = try await store.group(ada)
        let target = try #require(try await log.say("to be changed", by: ada))
        for n in 0..<10 { try await log.say("between \(n)", by: ada) }
        let edit = try await log.append(
            .edit(key: ClientKey(stored: "edit-key"), target: target, text: "changed", mentions: .none), by: ada)
        let page = try await log.page(.around(target), limit: 4)
        #expect(page.later.map(\.seq) == [edit])
        #expect(try await log.page(.last, limit: 3).later.isEmpty)
        #expect(try await store.read { try $0.versions(of: target, in: log.id) }.map(\.seq) == [target, edit])
    }

    @Test("A retraction takes the text out of the message, its edits and the index")
    func retraction() async throws {
        let store = try TestStore(), ada = try await store.person("Ada"), log = try await store.group(ada)
        let target = try #require(try await log.say("secretword", by: ada))
        _ = try await log.append(
            .edit(key: ClientKey(stored: "edit-key"), target: target, text: "secretword again", mentions: .none), by: ada)
        try await store.index()
        #expect(try await store.read { try $0.search(SearchQuery(person: ada, text: "secretword")) }.count == 1)
        _ = try await log.append(.retract(key: ClientKey(stored: "retract-key"), target: target), by: ada)
        try await store.write { try $0.retract(target, in: log.id) }
        #expect(try await log.page(.last).events.allSatisfy { !$0.json.contains("secretword") })
        #expect(try await store.read { try $0.search(SearchQuery(person: ada, text: "secretword")) }.isEmpty)
        #expect(try await store.read { try $0.target(target, in: log.id)?.retracted } == true)
    }
}
