import Domain
import Hub
import JSON
import Testing

/// Calls from the first ring to what the log keeps of them.
@Suite(.timeLimit(.minutes(1))) struct CallsTests {
    private let w: CallWorld

    init() async throws { w = try await CallWorld([group(room, [ada, bob, cat]), group(hall, [ada, bob])]) }

    @Test func `a call begins, rings, is answered and ends`() async throws {
        let mine = try await w.call(ada)
        #expect(text(mine.answer) == "answer to offer" && w.events() == [.started(mine.call)])
        #expect(Set(try w.now().rings.ringing.keys) == [bob, cat])
        w.clock.advance(4_000)
        let theirs = try await w.call(bob)
        #expect(theirs.call == mine.call && theirs.leg != mine.leg)
        #expect(Set(try w.now().rings.ringing.keys) == [cat])
        w.pass(60_000)
        try w.hub.calls.apply(.hangUp(theirs.leg), in: room, by: bob)
        try w.hub.calls.apply(.hangUp(mine.leg), in: room, by: ada)
        #expect(w.hub.calls.call(in: room) == nil && w.media.told.last == .end(mine.call))
        #expect(w.events().last == .ended(mine.call, seconds: 64, people: 2, missed: [cat]))
        #expect(w.world.store.with { $0.tables.calls.open.isEmpty })
    }

    @Test func `an offer that is none begins nothing`() async throws {
        await #expect(throws: Refusal.self) { try await w.call(ada, leg: nil, offer: "nonsense") }
        #expect(w.hub.calls.count == 0 && w.events().isEmpty)
    }

    @Test func `without a media server the refusal says so`() async throws {
        let world = World([group()])
        await #expect(throws: Refusal.unavailable("this server carries no calls")) {
            try await world.hub.call(CallAsk(conversation: room, offer: [1]), by: try world.caller(ada))
        }
        #expect(world.hub.calls.count == 0 && world.store.log(room).isEmpty)
    }

    @Test func `those who begin at once meet in one call`() async throws {
        let (calls, legs) = try await withThrowingTaskGroup(of: CallAnswer.self) { group in
            for n in 0..<40 as Range<UInt64> {
                group.addTask { try await w.call([ada, bob, cat][Int(n) % 3], session: 10 + n / 3) }
            }
            var answers: [CallAnswer] = []
            for try await answer in group { answers.append(answer) }
            return (Set(answers.map(\.call)), Set(answers.map(\.leg)))
        }
        #expect(calls.count == 1 && legs.count == 40 && w.events().count == 1)
        #expect(try w.now().people.count == 3 && Set(try w.now().sounds.owners.keys) == legs)
        // A leg that was answered in another call first was taken out of that.
        let final = Dictionary(w.media.told.compactMap { if case .answer(let leg, let call, _) = $0 { (leg, call) } else { nil } })
        { $1 }
        #expect(Set(final.values) == calls)
    }

    @Test func `a call that ended while its answer was made is begun anew`() async throws {
        let first = try await w.call(ada, rings: false)
        w.media.beforeAnswer { [w] in
            w.media.beforeAnswer(nil)
            try? w.hub.calls.apply(.hangUp(first.leg), in: room, by: ada)
        }
        let second = try await w.call(bob, rings: false)
        #expect(second.call != first.call && (try? w.now().id) == second.call)
        #expect(
            w.events() == [.started(first.call), .ended(first.call, seconds: 0, people: 1, missed: []), .started(second.call)])
    }

    @Test func `outsiders are told nothing`() async throws {
        try await w.call(ada, in: hall)
        await #expect(throws: Refusal.notFound("conversation")) { try await w.call(cat, in: hall) }
        #expect(try w.now(hall).people.count == 1)
    }

    @Test func `declining on one device stops all and spares the missed call`() async throws {
        let mine = try await w.call(ada)
        try w.hub.calls.apply(.decline, in: room, by: bob)
        #expect(try w.now().rings.declined == [bob])
        w.pass(45_000)
        #expect(w.events().last == .ended(mine.call, seconds: 45, people: 1, missed: [cat]))
    }

    @Test func `who does not want to be disturbed or is suspended is not rung`() async throws {
        w.world.store.with {
            $0.tables.people[bob]?.doNotDisturb = true
            $0.tables.people[cat]?.suspended = true
        }
        try await w.call(ada)
        #expect(try w.now().rings.ringing.isEmpty)
    }

    @Test func `ringing again is for those who are there and at most every ten seconds`() async throws {
        try await w.call(ada, rings: false)
        let me = try w.world.caller(ada)
        try await w.hub.ring([bob], in: room, by: me)
        #expect(Set(try w.now().rings.ringing.keys) == [bob])
        await #expect(throws: Refusal.tooMany(what: "rings", retryAfter: 10)) { try await w.hub.ring(nil, in: room, by: me) }
        await #expect(throws: Refusal.invalid(field: "people[0]", expected: "somebody who has joined this conversation")) {
            try await w.hub.ring([PersonID(rawValue: 99)], in: room, by: me)
        }
        w.pass(10_000)
        try await w.hub.ring(nil, in: room, by: me)
        #expect(Set(try w.now().rings.ringing.keys) == [bob, cat])
    }

    @Test func `who is removed from the conversation is out of its call`() async throws {
        w.world.store.with { $0.tables.conversations[room]?.members[ada]?.role = .owner }
        try await w.call(ada)
        let theirs = try await w.call(bob)
        try await w.hub.remove(bob, from: room, by: try w.world.caller(ada))
        #expect(try w.now().people[bob] == nil && w.media.told.contains(.remove(theirs.leg)))
    }

    @Test func `a role that changes changes who is heard`() async throws {
        w.world.store.with { $0.tables.conversations[room]?.members[ada]?.role = .owner }
        try await w.call(ada)
        let theirs = try await w.call(bob)
        try await w.hub.setRole(.reader, of: bob, in: room, by: try w.world.caller(ada))
        #expect(w.media.told.last == .change(theirs.leg, LegTerms(isHeard: false)))
    }

    @Test(arguments: [true, false]) func `who loses the right while the answer is made does not come in`(signedOut: Bool)
        async throws
    {
        try await w.call(bob, rings: false)
        w.media.beforeAnswer { [w] in
            guard signedOut else { return w.world.store.with { $0.tables.people[ada]?.suspended = true } }
            try? await w.hub.endSession(SessionID(rawValue: 1), of: ada)
        }
        await #expect(throws: signedOut ? Refusal.notSignedIn : .suspended) { try await w.call(ada) }
        #expect(try w.now().people[ada] == nil)
        if case .remove? = w.media.told.last {} else { Issue.record("the media server keeps the leg") }
    }

    @Test func `who becomes a reader while the answer is made listens`() async throws {
        w.world.store.with { $0.tables.conversations[room]?.members[ada]?.role = .owner }
        try await w.call(ada, rings: false)
        w.media.beforeAnswer { [w] in
            guard let me = try? w.world.caller(ada) else { return }
            try? await w.hub.setRole(.reader, of: bob, in: room, by: me)
        }
        let theirs = try await w.call(bob, rings: false)
        #expect(try !w.now().speaks(bob) && w.media.told.last == .change(theirs.leg, LegTerms(isHeard: false)))
    }

    @Test func `nothing of a call stays that the store did not take`() async throws {
        w.world.store.with { $0.faults.commits = [StorageFull()] }
        w.media.beforeAnswer { [w] in w.world.store.with { $0.faults.commits = [StorageFull()] } }
        await #expect(throws: Refusal.storageFull) { try await w.call(ada) }
        #expect(w.hub.calls.count == 0 && w.events().isEmpty)
        w.media.beforeAnswer(nil)
        w.world.store.with { $0.faults.commits = [] }
        #expect(try await w.call(ada).call == w.now().id)
    }
}
