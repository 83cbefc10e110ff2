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

    @Test func `a leg of one's own that lives is restarted`() async throws {
        let mine = try await w.call(ada, muted: true)
        let again = try await w.call(ada, leg: mine.leg, offer: "restart")
        #expect(again.leg == mine.leg && text(again.answer) == "answer to restart")
        #expect(
            w.media.told.suffix(2) == [
                .answer(mine.leg, mine.call, LegTerms(isHeard: false)), .change(mine.leg, LegTerms(isHeard: false)),
            ])
    }

    @Test func `what changes while a restart is answered holds`() async throws {
        try await w.call(ada, rings: false)
        let theirs = try await w.call(bob, rings: false)
        w.media.beforeAnswer { [w] in
            try? w.hub.calls.apply(.mute(bob, true), in: room, by: bob)
            try? w.hub.calls.apply(.deafen(theirs.leg, true), in: room, by: bob)
        }
        _ = try await w.call(bob, leg: theirs.leg, offer: "restart")
        #expect(w.media.told.last == .change(theirs.leg, LegTerms(isHeard: false, hears: false)))
    }

    @Test func `a leg that is taken out while its restart is answered is gone from the media server, too`() async throws {
        w.world.store.with { $0.tables.conversations[room]?.members[ada]?.role = .owner }
        try await w.call(ada, rings: false)
        let theirs = try await w.call(bob, rings: false)
        w.media.beforeAnswer { [w] in try? w.hub.calls.apply(.expel(bob), in: room, by: ada) }
        await #expect(throws: Refusal.self) { try await w.call(bob, leg: theirs.leg, offer: "restart") }
        let last = w.media.told.last {
            if case .answer(theirs.leg, _, _) = $0 { true } else { $0 == .remove(theirs.leg) }
        }
        #expect(last == .remove(theirs.leg))
    }

    @Test func `a leg that is unknown or another's joins anew`() async throws {
        let mine = try await w.call(ada)
        let theirs = try await w.call(bob, leg: mine.leg, offer: "offer")
        #expect(theirs.leg != mine.leg && (try? w.now().sounds.owners[mine.leg]) == ada)
        #expect(try await w.call(cat, leg: LegID(rawValue: 77), offer: "offer").leg != LegID(rawValue: 77))
    }

    @Test func `a leg of another session of one's own joins anew, and goes with the session it was asked from`() async throws {
        try await w.call(bob, rings: false)
        let mine = try await w.call(ada, session: 5)
        let ask = CallAsk(conversation: room, offer: Array("other".utf8), leg: mine.leg)
        let other = try await w.call(ada, ask, session: 6)
        #expect(other.leg != mine.leg && (try? w.now().people[ada]?.legs[mine.leg]) != nil)
        try await w.hub.endSession(SessionID(rawValue: 6), of: ada)
        #expect(w.media.told.last == .remove(other.leg))
        #expect(try w.now().people[ada]?.legs.keys.map(\.self) == [mine.leg])
    }

    @Test func `who has just come stays where the clock goes back`() async throws {
        try await w.call(ada, rings: false)
        _ = try await w.hub.call(CallAsk(conversation: room, offer: Array("offer".utf8)), by: w.world.caller(bob))
        w.pass(-1)
        #expect(try w.now().people[bob] != nil)
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

    @Test func `sessions that end take their legs along`() async throws {
        try await w.call(ada, session: 5)
        let other = try await w.call(ada, session: 6)
        try await w.hub.endSessions(of: ada, keeping: SessionID(rawValue: 6))
        #expect(try w.now().people[ada]?.legs.keys.map(\.self) == [other.leg])
    }

    @Test func `sessions that end because there are too many take their connections and legs along`() async throws {
        var policy = Policy()
        policy.limits.sessionsPerPerson = 29
        let w = try await CallWorld([group()], policy: policy)
        let address = try Address("ada@example.org")
        w.world.store.with { s in
            s.tables.people[ada]?.address = address
            s.tables.passwords[ada] = "right"
            for (digest, old) in s.tables.sessions where old.person == ada {
                s.tables.sessions[digest] = SessionRecord(
                    id: old.id, person: ada, kind: .browser, device: "", remoteAddress: "", createdAt: 0,
                    seenAt: Milliseconds(old.id.rawValue))
            }
        }
        for session in 1...3 as ClosedRange<UInt64> { w.world.connect(ada, session, w.loop) }
        let first = try await w.call(ada, session: 1), second = try await w.call(ada, session: 2)
        let third = try await w.call(ada, session: 3)
        _ = w.loop.mailbox.take()
        _ = try await w.hub.signIn(address: "ada@example.org", password: "right", from: Origin(device: "", remoteAddress: ""))
        #expect(w.media.told.contains(.remove(first.leg)) && w.media.told.contains(.remove(second.leg)))
        #expect(try w.now().people[ada]?.legs.keys.map(\.self) == [third.leg])
        let ended = w.loop.mailbox.take().notices.compactMap { connection, notice in
            if case .end("revoked") = notice { connection.rawValue } else { nil }
        }
        #expect(Set(ended) == [1, 2] && w.world.store.with { $0.tables.sessions.values.count { $0.person == ada } } == 29)
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
