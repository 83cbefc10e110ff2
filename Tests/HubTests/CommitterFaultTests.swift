import Domain
import Hub
import Testing

/// What goes wrong takes back what it must and nothing else.
@Suite struct CommitterFaultTests {
    private let committing = Committing(group(), group(hall))
    private var store: MemoryStore { committing.store }
    private let kept = Refusal.unavailable("nothing was kept; try again")

    private func fail(_ errors: any Error...) { store.with { $0.faults.commits = errors } }

    // MARK: Commits

    @Test func `a full disk refuses the whole batch, and it heals`() throws {
        fail(StorageFull())
        let settled = Collected<String>()
        for n in 1...3 { try committing.send(Int64(n)) }
        committing.read(4, 0)
        committing.work(settled) { try $0.append(.title("x"), to: room, by: ada) }
        store.run()
        for n in 1...4 as ClosedRange<Int64> { #expect(committing.answers[n]?.refusal == .storageFull) }
        #expect(settled.all == ["storageFull"] && committing.told() == [] && store.log(room).isEmpty)
        try committing.send(5)
        store.run()
        #expect(committing.answers[5]?.committed?.seq == 1 && committing.told() == [1])
    }

    @Test func `a commit that fails once is tried again piece by piece`() throws {
        fail(MemoryStore.Broken())
        for n in 1...3 { try committing.send(Int64(n)) }
        store.run()
        #expect(store.commits == [1, 1, 1] && committing.told() == [1, 2, 3])
        for n in 1...3 as ClosedRange<Int64> { #expect(committing.answers[n]?.committed?.seq == n) }
    }

    @Test func `a commit that keeps failing refuses all, and it heals`() throws {
        fail(MemoryStore.Broken(), MemoryStore.Broken(), MemoryStore.Broken(), MemoryStore.Broken())
        for n in 1...3 { try committing.send(Int64(n)) }
        store.run()
        for n in 1...3 as ClosedRange<Int64> { #expect(committing.answers[n]?.refusal == kept) }
        #expect(committing.told() == [] && store.commits == [])
        for n in 4...5 { try committing.send(Int64(n)) }
        store.run()
        #expect(committing.told() == [1, 2] && store.commits == [2])
    }

    @Test func `what was refused by a fault can be sent again under its key`() throws {
        fail(StorageFull())
        try committing.send(1, key: "same-key-1")
        store.run()
        try committing.send(2, key: "same-key-1")
        store.run()
        #expect(committing.answers[2]?.committed ?? (0, true) == (1, false))
    }

    // MARK: Items

    @Test func `one message that cannot be written fails alone`() throws {
        store.with { $0.faults.poison = "poison" }
        for n in 1...5 { try committing.send(Int64(n), n == 3 ? "poison" : "fine") }
        store.run()
        #expect(committing.answers[3]?.refusal == kept)
        #expect([1, 2, 4, 5].map { committing.answers[$0]?.committed?.seq } == [1, 2, 3, 4])
        #expect(committing.told() == [1, 2, 3, 4] && store.log(room).map(\.seq) == [1, 2, 3, 4])
    }

    @Test func `a use case that cannot be written fails alone`() throws {
        let settled = Collected<String>()
        try committing.send(1)
        committing.work(settled) { ledger in
            try ledger.append(.title("gone"), to: room, by: ada)
            throw MemoryStore.Broken()
        }
        try committing.send(2)
        store.run()
        #expect(settled.all == ["\(kept)"] && store.commits == [1, 1])
        #expect(store.log(room).map(\.body.kind) == [.message, .message] && committing.told() == [1, 2])
    }

    @Test func `a refusal takes back only its own use case`() throws {
        let first = Collected<String>(), second = Collected<String>()
        try committing.send(1)
        committing.work(first) { ledger in
            try ledger.append(.title("gone"), to: room, by: ada)
            try ledger.append(.removed(bob), to: room, by: ada)
            try ledger.append(.title("gone too"), to: hall, by: ada)
            ledger.notify(bob, .leave(room))
            throw Refusal.forbidden("no")
        }
        committing.work(second) { ledger in
            try ledger.append(.title("stays"), to: room, by: ada)
            ledger.notify(ada, .enter(hall, after: 0))
        }
        try committing.send(2, by: bob)
        try committing.send(3, to: hall)
        store.run()
        #expect(first.all == ["\(Refusal.forbidden("no"))"] && second.all == ["done"])
        #expect(store.commits == [4] && committing.told(room) == [1, 2, 3] && committing.told(hall) == [1])
        #expect(store.log(room).map(\.body.kind) == [.message, .title, .message])
        #expect(committing.published.flatMap(\.notices).map(\.0) == [ada])
        #expect(committing.published.last?.events.map(\.conversation.title) == ["", "stays", "stays", ""])
    }

    @Test func `a refused use case leaves no conversation behind`() throws {
        let new = ConversationID(rawValue: 500)
        committing.work { ledger in
            try ledger.tx.create(new, kind: .group, title: "", pair: nil, at: 0)
            ledger.adopt(Conversation(id: new, kind: .group))
            try ledger.append(.added(ada, .owner), to: new, by: ada)
            throw Refusal.forbidden("no")
        }
        try committing.send(1, to: new)
        store.run()
        #expect(committing.answers[1]?.refusal == .notFound("conversation") && store.log(new).isEmpty)
    }

    @Test func `a full disk inside a use case takes the batch back`() throws {
        let settled = Collected<String>()
        try committing.send(1)
        committing.work(settled) { _ in throw StorageFull() }
        try committing.send(2)
        store.run()
        #expect(committing.answers[1]?.refusal == .storageFull && committing.answers[2]?.refusal == .storageFull)
        #expect(settled.all == ["storageFull"] && store.commits == [] && committing.told() == [])
    }

    // MARK: What is remembered

    @Test func `a conversation is loaded once, and again after a fault`() throws {
        for n in 1...3 {
            try committing.send(Int64(n))
            store.run()
        }
        #expect(store.with { $0.loads } == 1)
        fail(StorageFull())
        try committing.send(4)
        store.run()
        try committing.send(5)
        store.run()
        #expect(store.with { $0.loads } == 2 && committing.answers[5]?.committed?.seq == 4)
    }

    @Test func `after a fault nobody is in who was let in by what was taken back`() throws {
        committing.work { try $0.append(.added(cat, .member), to: room, by: ada) }
        fail(StorageFull())
        store.run()
        try committing.send(1, by: cat)
        store.run()
        #expect(committing.answers[1]?.refusal == .notFound("conversation"))
    }

    // MARK: Use cases

    @Test(.timeLimit(.minutes(1))) func `who performs a use case gets its value after the commit, or its error`() async throws {
        let store = MemoryStore(prompt: true, group())
        let committer = Committer(store: store, rules: Rules(limits: OperatorLimits()), clock: ManualClock(), logger: silent) { _ in
        }
        let event = try await committer.perform { try $0.append(.title("x"), to: room, by: ada) }
        #expect(event?.seq == 1 && store.log(room).count == 1)
        await #expect(throws: Refusal.forbidden("no")) { try await committer.perform { _ in throw Refusal.forbidden("no") } }
        store.with { $0.faults.commits = [StorageFull()] }
        await #expect(throws: Refusal.storageFull) { try await committer.perform { try $0.append(.title("y"), to: room, by: ada) } }
        #expect(store.log(room).count == 1)
    }
}
