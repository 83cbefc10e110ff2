import Domain
import Testing

/// Whom a call rings, for how long, and how it ends when nobody comes.
@Suite struct CallRingingTests {
    private func ringing(direct: Bool = true, _ people: [PersonID] = [bob]) throws -> Call {
        var call = begun(direct: direct)
        try call.connect(ada, 1)
        _ = call.ring(people, at: 0)
        return call
    }

    @Test func `a call rings those who are not in it`() throws {
        var call = begun()
        try call.connect(ada, 1)
        #expect(call.ring([ada, bob, cat], at: 0) == [.mark([bob, cat], .rung), .ring([bob, cat]), .show])
        #expect(Set(call.rings.ringing.keys) == [bob, cat])
    }

    @Test func `answering with one device stops ringing all of them`() throws {
        var call = try ringing()
        let actions = try call.come(bob, 2, at: 3_000)
        #expect(actions.contains(.mark([bob], .came)) && actions.contains(.show))
        #expect(call.rings.ringing.isEmpty && call.people[bob] != nil)
    }

    @Test func `declining stops the ringing, and the caller sees it for a moment`() throws {
        var call = try ringing()
        #expect(call.decline(bob, at: 1_000) == [.mark([bob], .declined), .show])
        #expect(call.rings.declined == [bob] && call.timeout(at: 3_999) == [] && !call.isOver)
        #expect(call.timeout(at: 4_000).last == over && call.isOver)
    }

    @Test func `declining twice, or without being rung, is nothing`() throws {
        var call = try ringing()
        _ = call.decline(bob, at: 0)
        #expect(call.decline(bob, at: 0) == [] && call.decline(cat, at: 0) == [])
    }

    @Test func `one of several declines, and the others ring on`() throws {
        var call = try ringing(direct: false, [bob, cat])
        _ = call.decline(bob, at: 1_000)
        #expect(call.timeout(at: 44_999) == [] && Set(call.rings.ringing.keys) == [cat])
    }

    @Test func `who neither comes nor declines has missed it, and the call ends`() throws {
        var call = try ringing()
        #expect(call.timeout(at: 44_999) == [])
        let actions = call.timeout(at: 45_000)
        #expect(actions == [.missed([bob]), .show, .tell(ada, leg(1), .ended(.over)), over])
    }

    @Test func `a caller who gives up leaves missed calls behind`() throws {
        var call = try ringing(direct: false, [bob, cat])
        let actions = call.leave(leg(1), nil, at: 10_000)
        #expect(actions == [.remove(leg(1)), .show, .missed([bob, cat]), over])
    }

    @Test func `a call that somebody has answered goes on when the others do not`() throws {
        var call = try ringing(direct: false, [bob, cat])
        try call.connect(bob, 2)
        #expect(call.timeout(at: 45_000) == [.missed([cat]), .show] && !call.isOver)
        #expect(call.timeout(at: 900_000) == [])
    }

    @Test func `who wants to ring nobody waits as long as they like`() throws {
        var call = begun()
        try call.connect(ada, 1)
        #expect(call.timeout(at: 3_600_000) == [] && !call.isOver)
    }

    @Test func `who could ring nobody is not left waiting for ever`() throws {
        var call = begun(direct: true)
        try call.connect(ada, 1)
        #expect(call.ring([], at: 0) == [])
        #expect(call.timeout(at: 44_999) == [] && call.timeout(at: 45_000).last == over)
    }

    @Test func `ringing again is possible after ten seconds`() throws {
        var call = try ringing(direct: false)
        #expect(
            refusal { () throws(Refusal) in try call.permitRingingAgain(by: ada, at: 9_001) }
                == .tooMany(what: "rings", retryAfter: 1))
        #expect(refusal { () throws(Refusal) in try call.permitRingingAgain(by: ada, at: 10_000) } == nil)
        #expect(refusal { () throws(Refusal) in try call.permitRingingAgain(by: cat, at: 10_000) }?.kind == "conflict")
        _ = call.decline(bob, at: 1_000)
        #expect(call.ring([bob], at: 20_000).contains(.ring([bob])) && call.rings.declined.isEmpty)
        #expect(call.timeout(at: 64_999) == [])
    }

    @Test func `who leaves the conversation is rung no more`() throws {
        var call = try ringing(direct: false, [bob, cat])
        #expect(call.forget(bob, at: 0) == [.show] && Set(call.rings.ringing.keys) == [cat])
    }

    @Test func `a clock that is set back does not make a call ring for hours`() throws {
        var call = begun(direct: true, at: 10_000_000)
        try call.connect(ada, 1, at: 10_000_000)
        _ = call.ring([bob], at: 10_000_000)
        #expect(call.timeout(at: 0).last == over)
    }

    @Test func `a clock that goes back a little ends nothing`() throws {
        var call = begun(at: 10_000_000)
        try call.come(ada, 1, at: 10_000_000)
        var recovering = Call(
            id: callID, in: room, isDirect: false, by: ada, since: 0, marks: [:], recoveringAt: 10_000_000)
        for back in [1, Call.slack] {
            #expect(call.timeout(at: 10_000_000 - back) == [] && recovering.timeout(at: 10_000_000 - back) == [])
        }
        #expect(call.timeout(at: 10_000_000 - Call.slack - 1) == [.remove(leg(1)), .tell(ada, leg(1), .lost), .show, over])
        #expect(recovering.timeout(at: 10_000_000 - Call.slack - 1) == [.end(isForgotten: true)])
    }

    @Test func `one who is left alone in a direct call has five seconds`() throws {
        var call = try ringing()
        try call.connect(bob, 2, at: 1_000)
        _ = call.leave(leg(2), .lost, at: 10_000)
        #expect(call.timeout(at: 14_999) == [])
        var healed = call
        try healed.connect(bob, 3, at: 12_000)
        #expect(healed.timeout(at: 60_000) == [])
        #expect(call.timeout(at: 15_000) == [.tell(ada, leg(1), .ended(.over)), over])
    }

    @Test func `after a restart a call waits a minute for somebody to come back`() throws {
        let kept = Call(
            id: callID, in: room, isDirect: false, by: ada, since: 0, marks: [ada: .came, bob: .came, cat: .expelled],
            recoveringAt: 100_000)
        var lonely = kept
        #expect(lonely.timeout(at: 159_999) == [] && lonely.timeout(at: 160_000) == [.end(isForgotten: true)])
        var call = kept
        let actions = try call.come(ada, 1, at: 110_000)
        #expect(!actions.contains(.mark([ada], .came)), "that they came is known")
        #expect(call.timeout(at: 160_000) == [] && !call.isOver)
        #expect(refusal { () throws(Refusal) in try call.come(cat, 9, at: 110_000) }?.kind == "forbidden")
    }

    @Test func `after a restart a direct call does not wait longer for the second`() throws {
        var call = Call(
            id: callID, in: room, isDirect: true, by: ada, since: 0, marks: [ada: .came, bob: .came], recoveringAt: 100_000)
        try call.connect(ada, 1, at: 110_000)
        #expect(call.timeout(at: 159_999) == [])
        var whole = call
        try whole.connect(bob, 2, at: 150_000)
        #expect(whole.timeout(at: 160_000) == [])
        #expect(call.timeout(at: 160_000).last == over)
    }
}
