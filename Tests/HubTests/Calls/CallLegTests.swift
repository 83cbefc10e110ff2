import Domain
import Hub
import Testing

/// Devices in calls, and the sessions they belong to.
@Suite(.timeLimit(.minutes(1))) struct CallLegTests {
    private let w: CallWorld

    init() async throws { w = try await CallWorld([group(room, [ada, bob, cat])]) }

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
}
