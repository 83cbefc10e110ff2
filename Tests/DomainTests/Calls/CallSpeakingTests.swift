import Domain
import Testing

/// Who may be heard, and who decides.
@Suite struct CallSpeakingTests {
    /// `ada` owns, `bob` moderates, `cat` is a member, `dan` a reader.
    private func meeting() throws -> Call {
        var call = begun()
        try call.connect(ada, 1, .owner)
        try call.connect(bob, 2, .moderator)
        try call.connect(cat, 3, .member)
        try call.connect(dan, 4, .reader)
        return call
    }

    private func refused(_ kind: String, _ body: () throws(Refusal) -> Void) { #expect(refusal(body)?.kind == kind) }

    @Test func `members are heard and readers listen`() throws {
        let call = try meeting()
        #expect(call.isHeard(cat) && !call.isHeard(dan) && !call.speaks(dan))
    }

    @Test func `one mutes oneself on all devices, and opens again`() throws {
        var call = try meeting()
        try call.come(cat, 33)
        let actions = try call.mute(cat, true, by: cat)
        #expect(actions.contains(.terms(leg(3), isHeard: false, hears: true)))
        #expect(actions.contains(.terms(leg(33), isHeard: false, hears: true)) && actions.last == .show)
        #expect(try call.mute(cat, true, by: cat) == [])
        _ = try call.mute(cat, false, by: cat)
        #expect(call.isHeard(cat))
    }

    @Test func `a moderator closes a microphone and cannot open it`() throws {
        var call = try meeting()
        _ = try call.mute(cat, true, by: bob)
        #expect(!call.isHeard(cat))
        refused("forbidden") { () throws(Refusal) in _ = try call.mute(cat, false, by: ada) }
        refused("forbidden") { () throws(Refusal) in _ = try call.mute(bob, true, by: cat) }
        refused("notFound") { () throws(Refusal) in _ = try call.mute(PersonID(rawValue: 99), true, by: bob) }
    }

    @Test func `who is not in the call does nothing in it`() throws {
        let call = try meeting(), stranger = PersonID(rawValue: 99)
        var c = call
        refused("conflict") { () throws(Refusal) in _ = try c.mute(stranger, true, by: stranger) }
        refused("conflict") { () throws(Refusal) in _ = try c.mute(cat, true, by: stranger) }
        refused("conflict") { () throws(Refusal) in _ = try c.raise(hand: stranger, true, by: stranger, at: 0) }
        refused("conflict") { () throws(Refusal) in _ = try c.floor(dan, true, by: stranger) }
        refused("conflict") { () throws(Refusal) in _ = try c.expel(dan, by: stranger, at: 0) }
        refused("conflict") { () throws(Refusal) in _ = try c.record(true, by: stranger, at: 0) }
        refused("conflict") { () throws(Refusal) in _ = try c.deafen(leg(3), true, by: stranger) }
        #expect(c == call)
    }

    @Test func `nobody moderates two people`() throws {
        var call = begun(direct: true)
        try call.connect(ada, 1, .owner)
        try call.connect(bob, 2, .owner)
        refused("forbidden") { () throws(Refusal) in _ = try call.mute(bob, true, by: ada) }
        refused("forbidden") { () throws(Refusal) in _ = try call.expel(bob, by: ada, at: 0) }
        #expect(try call.record(true, by: bob, at: 5).first == .record(call.recording))
    }

    @Test func `the floor makes a listener a speaker who opens the microphone themself`() throws {
        var call = try meeting()
        _ = try call.raise(hand: dan, true, by: dan, at: 70)
        #expect(call.people[dan]?.hand == 70)
        _ = try call.floor(dan, true, by: bob)
        #expect(call.speaks(dan) && !call.isHeard(dan) && call.people[dan]?.hand == nil)
        #expect(try call.mute(dan, false, by: dan).first == .terms(leg(4), isHeard: true, hears: true))
        #expect(try call.floor(dan, false, by: bob).first == .terms(leg(4), isHeard: false, hears: true))
    }

    @Test func `the floor is the moderators' and for listeners`() throws {
        var call = try meeting()
        refused("forbidden") { () throws(Refusal) in _ = try call.floor(dan, true, by: cat) }
        refused("forbidden") { () throws(Refusal) in _ = try call.floor(dan, true, by: dan) }
        refused("conflict") { () throws(Refusal) in _ = try call.floor(cat, false, by: bob) }
    }

    @Test func `who was given the floor has it after coming back`() throws {
        var call = try meeting()
        _ = try call.floor(dan, true, by: bob)
        _ = call.leave(leg(4), .lost, at: 0)
        try call.connect(dan, 5, .reader)
        #expect(call.speaks(dan))
    }

    @Test func `hands are one's own, and moderators lower them`() throws {
        var call = try meeting()
        #expect(try call.raise(hand: cat, true, by: cat, at: 1) == [.keep(cat, CallStanding(hasFloor: false, hand: 1)), .show])
        #expect(try call.raise(hand: cat, true, by: cat, at: 2) == [] && call.people[cat]?.hand == 1)
        refused("forbidden") { () throws(Refusal) in _ = try call.raise(hand: cat, false, by: dan, at: 3) }
        refused("forbidden") { () throws(Refusal) in _ = try call.raise(hand: dan, true, by: bob, at: 3) }
        #expect(try call.raise(hand: cat, false, by: bob, at: 3) == [.keep(cat, none), .show] && call.people[cat]?.hand == nil)
    }

    @Test func `who is taken out loses all devices and may not come back`() throws {
        var call = try meeting()
        try call.come(cat, 33)
        let actions = try call.expel(cat, by: bob, at: 0)
        #expect(actions.first == .mark([cat], .expelled))
        #expect(actions.contains(.tell(cat, leg(3), .ended(.expelled))) && actions.contains(.remove(leg(33))))
        refused("forbidden") { () throws(Refusal) in try call.come(cat, 34) }
        #expect(call.ring([cat], at: 0) == [])
    }

    @Test func `nobody takes out who stands above them, nor themself`() throws {
        var call = try meeting()
        refused("forbidden") { () throws(Refusal) in _ = try call.expel(ada, by: bob, at: 0) }
        refused("invalid") { () throws(Refusal) in _ = try call.expel(bob, by: bob, at: 0) }
        refused("forbidden") { () throws(Refusal) in _ = try call.expel(dan, by: cat, at: 0) }
    }

    @Test func `recording is the moderators', one at a time`() throws {
        var call = try meeting()
        refused("forbidden") { () throws(Refusal) in _ = try call.record(true, by: cat, at: 0) }
        _ = try call.record(true, by: bob, at: 50)
        #expect(call.recording?.by == bob && call.recording?.since == 50)
        refused("conflict") { () throws(Refusal) in _ = try call.record(true, by: ada, at: 60) }
        #expect(call.endRecording(since: 49) == [])
        #expect(call.endRecording(since: 50) == [.record(nil), .show] && call.recording == nil)
        #expect(try call.record(false, by: ada, at: 60) == [])
    }

    @Test func `a recording ends when who began it may not record any more`() throws {
        var call = try meeting()
        _ = try call.record(true, by: bob, at: 50)
        #expect(call.setRole(.owner, of: bob, at: 0).allSatisfy { $0 != .record(nil) } && call.recording != nil)
        var gone = call
        #expect(call.setRole(.member, of: bob, at: 0).contains(.record(nil)) && call.recording == nil)
        #expect(gone.forget(cat, at: 0).allSatisfy { $0 != .record(nil) } && gone.recording != nil)
        #expect(gone.forget(bob, at: 0).contains(.record(nil)) && gone.recording == nil)
    }

    @Test func `a new role counts at once, and opens nobody's microphone`() throws {
        var call = try meeting()
        #expect(call.setRole(.member, of: dan, at: 0).first == .terms(leg(4), isHeard: false, hears: true))
        #expect(call.speaks(dan) && call.people[dan]?.isMuted == true)
        #expect(call.setRole(.reader, of: cat, at: 0).first == .terms(leg(3), isHeard: false, hears: true))
        #expect(call.setRole(.reader, of: cat, at: 0) == [] && call.setRole(.owner, of: PersonID(rawValue: 99), at: 0) == [])
    }

    @Test func `one leg is deafened and the other is not`() throws {
        var call = try meeting()
        try call.come(cat, 33)
        let actions = try call.deafen(leg(3), true, by: cat)
        #expect(actions.contains(.terms(leg(3), isHeard: true, hears: false)))
        #expect(actions.contains(.terms(leg(33), isHeard: true, hears: true)) && call.people[cat]?.isDeaf == false)
        refused("notFound") { () throws(Refusal) in _ = try call.deafen(leg(1), true, by: cat) }
    }

    @Test func `what somebody has is kept as it changes`() throws {
        var call = try meeting()
        _ = try call.raise(hand: dan, true, by: dan, at: 70)
        #expect(try call.floor(dan, true, by: bob).contains(.keep(dan, CallStanding(hasFloor: true, hand: nil))))
        #expect(try call.floor(dan, true, by: bob).allSatisfy { if case .keep = $0 { false } else { true } }, "nothing is new")
        _ = try call.raise(hand: dan, true, by: dan, at: 80)
        let left = call.leave(leg(4), nil, at: 90)
        #expect(left.contains(.keep(dan, CallStanding(hasFloor: true, hand: nil))), "a hand goes with who raised it")
        #expect(call.forget(dan, at: 91).contains(.keep(dan, none)))
    }

    @Test func `after a restart people have what they had, once they are back`() throws {
        var call = Call(
            id: callID, in: room, isDirect: false, by: ada, since: 0, marks: [dan: .came], recoveringAt: 1_000)
        call.restore([dan: CallStanding(hasFloor: true, hand: nil), cat: CallStanding(hasFloor: false, hand: 70), bob: none])
        try call.connect(cat, 3, .reader)
        try call.connect(dan, 4, .reader)
        #expect(call.speaks(dan) && !call.speaks(cat) && call.people[cat]?.hand == 70 && call.people[dan]?.hand == nil)
        _ = call.leave(leg(3), nil, at: 2_000)
        try call.connect(cat, 5, .reader)
        #expect(call.people[cat]?.hand == nil, "it was given back once")
    }

    @Test func `who is not in the conversation any more gets nothing back`() throws {
        var call = Call(
            id: callID, in: room, isDirect: false, by: ada, since: 0, marks: [dan: .came], recoveringAt: 1_000)
        call.restore([dan: CallStanding(hasFloor: true, hand: 70)])
        _ = call.forget(dan, at: 1_001)
        try call.connect(dan, 4, .reader)
        #expect(!call.speaks(dan) && call.people[dan]?.hand == nil)
    }

    private let none = CallStanding(hasFloor: false, hand: nil)
}
