import Domain
import Hub
import JSON
import Testing

/// What is done to calls by transactions that have to be tried again.
@Suite(.timeLimit(.minutes(1))) struct CallRetryTests {
    private let pusher = RecordingPusher()
    private let w: CallWorld

    init() async throws {
        w = try await CallWorld([group(room, [ada, bob])], pusher: pusher)
        w.world.store.with {
            $0.tables.push = [
                PushRecord(person: bob, session: SessionID(rawValue: 1), endpoint: "https://push.example/bob", p256dh: [], auth: [])
            ]
        }
        try await w.hub.start()
    }

    /// Lets the next thing that is asked for share a transaction with another, which cannot be committed.
    private func failNextBatch() async throws {
        let store = w.world.store
        try await eventually("the transaction") { store.waiting > 0 }
        w.hub.committer.submit(.work(Committer.Work(body: { _ in }, settle: { _ in })))
        store.with { $0.faults.commits = [MemoryStore.Broken()] }
        store.run()
        #expect(store.with { $0.faults.commits.isEmpty })
        store.with { $0.isPrompt = true }
    }

    @Test func `it rings again once, and says so`() async throws {
        try await w.call(ada, rings: false)
        w.world.store.with { $0.isPrompt = false }
        async let ringing: Void = w.hub.ring(nil, in: room, by: try w.world.caller(ada))
        try await failNextBatch()
        try await ringing
        #expect(Set(try w.now().rings.ringing.keys) == [bob])
        try await expectOneRing()
    }

    @Test func `who begins a call rings once`() async throws {
        w.media.beforeAnswer { [w] in w.world.store.with { $0.isPrompt = false } }
        async let call = w.call(ada)
        try await failNextBatch()
        #expect(try await call.call == w.now().id && w.events().count == 1)
        try await expectOneRing()
    }

    private func expectOneRing() async throws {
        w.pass(45_000)
        var pushes = pusher.pushed.makeAsyncIterator()
        #expect(try fields(try #require(await pushes.next()).payload).bool("call"))
        #expect(try fields(try #require(await pushes.next()).payload).bool("missed"))
    }
}
