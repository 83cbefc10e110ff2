import Domain
import Hub
import Testing

/// What is left of calls when the server stops and starts.
@Suite(.timeLimit(.minutes(1))) struct CallRestartTests {
    private func w() async throws -> CallWorld {
        let w = try await CallWorld([group(room, [ada, bob])])
        w.world.store.with {
            $0.tables.calls.open[room] = OpenCall(
                id: CallID(rawValue: 77), conversation: room, by: bob, since: 400_000, aliveAt: 900_000,
                marks: [bob: .came, ada: .rung])
        }
        try await w.hub.start()
        return w
    }

    @Test func `a call goes on under its number when somebody comes back`() async throws {
        let w = try await w()
        #expect(try w.now().isRecovering)
        w.pass(30_000)
        #expect(try await w.call(bob).call == CallID(rawValue: 77))
        #expect(w.events().isEmpty, "it began before")
        w.pass(120_000)
        #expect(try w.now().people.count == 1)
    }

    @Test func `a call to which nobody comes back ended when it was last alive`() async throws {
        let w = try await w()
        w.pass(59_999)
        #expect(w.events().isEmpty)
        w.pass(1)
        #expect(w.events() == [.ended(CallID(rawValue: 77), seconds: 500, people: 1, missed: [ada])])
        #expect(w.hub.calls.count == 0 && w.world.store.with { $0.tables.calls.open.isEmpty })
    }

    @Test func `that a call lives is kept every minute`() async throws {
        let w = try await CallWorld([group()])
        try await w.call(ada, rings: false)
        w.pass(60_000)
        w.pass(60_000)
        #expect(w.world.store.with { $0.tables.calls.open[room]?.aliveAt } == w.clock.now())
    }

    @Test func `a call that was never ended is, when the next begins`() async throws {
        let w = try await CallWorld([group()])
        w.world.store.with {
            $0.tables.calls.open[room] = OpenCall(id: CallID(rawValue: 77), conversation: room, by: bob, since: 0, aliveAt: 5_000)
        }
        let mine = try await w.call(ada)
        #expect(w.events().count == 2 && w.events().last == .started(mine.call))
    }

    @Test func `what moderators gave and who wants the word comes back`() async throws {
        let w = try await CallWorld([group(room, [ada, bob, cat])])
        w.world.store.with {
            $0.tables.conversations[room]?.members[ada]?.role = .moderator
            for person in [bob, cat] { $0.tables.conversations[room]?.members[person]?.role = .reader }
        }
        for person in [ada, bob, cat] { try await w.call(person, rings: false) }
        try w.hub.calls.apply(.floor(bob, true), in: room, by: ada)
        try w.hub.calls.apply(.hand(cat, true), in: room, by: cat)
        let hand = w.clock.now()
        try await w.hub.start()
        #expect(try w.now().people.isEmpty)
        w.clock.advance(5)
        let back = try await w.call(bob)
        try await w.call(cat)
        #expect(try w.now().isHeard(bob) && !w.now().isHeard(cat) && w.now().people[cat]?.hand == hand)
        #expect(w.media.told.contains(.change(back.leg, LegTerms(isHeard: true))))
    }
}
