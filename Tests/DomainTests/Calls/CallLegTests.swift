import Domain
import Testing

/// Devices that come and go.
@Suite struct CallLegTests {
    @Test func `the first leg begins with what it may do`() throws {
        var call = begun()
        #expect(try call.come(ada, 1) == [.mark([ada], .came), .terms(leg(1), isHeard: true, hears: true), .show])
    }

    @Test func `the same leg again changes nothing`() throws {
        var call = begun()
        try call.come(ada, 1)
        let before = call
        #expect(try call.come(ada, 1) == [] && call == before)
    }

    @Test func `a second device is the same person`() throws {
        var call = begun()
        try call.come(ada, 1)
        #expect(try !call.come(ada, 2).contains(.mark([ada], .came)))
        #expect(call.people.count == 1 && call.people[ada]?.legs.count == 2)
        #expect(call.leave(leg(1), nil, at: 0) == [.remove(leg(1)), .show] && call.people[ada] != nil)
        #expect(call.leave(leg(2), nil, at: 0).last == over)
    }

    @Test func `a device that joins anew takes the place of its earlier leg`() throws {
        var call = begun()
        try call.come(ada, 1, session: 7)
        let actions = try call.come(ada, 2, session: 7)
        #expect(actions.prefix(2) == [.remove(leg(1)), .tell(ada, leg(1), .ended(.moved))])
        #expect(call.people[ada]?.legs.keys.map(\.rawValue) == [2] && !call.isOver)
    }

    @Test func `a program may have several legs`() throws {
        var call = begun()
        for number in 1...UInt64(Limits.legs) { try call.come(ada, number, session: 7, oneDevice: false) }
        #expect(call.people[ada]?.legs.count == Limits.legs)
        #expect(refusal { () throws(Refusal) in try call.come(ada, 999, session: 7, oneDevice: false) }?.kind == "conflict")
    }

    @Test func `a leg where no sound ever flows goes after a minute`() throws {
        var call = begun()
        try call.connect(ada, 1)
        try call.come(bob, 2, at: 1_000)
        #expect(call.timeout(at: 60_999) == [])
        #expect(call.timeout(at: 61_000) == [.remove(leg(2)), .tell(bob, leg(2), .lost), .show])
    }

    @Test func `sound flows once`() throws {
        var call = begun()
        try call.come(ada, 1)
        #expect(call.connected(leg(1)) == [.tell(ada, leg(1), .connected)] && call.connected(leg(1)) == [])
        #expect(call.connected(leg(77)) == [])
    }

    @Test func `what is lost is gone, and nothing of unknown legs is done`() throws {
        var call = begun()
        try call.connect(ada, 1)
        try call.connect(bob, 2)
        #expect(call.leave(leg(2), .lost, at: 0) == [.remove(leg(2)), .tell(bob, leg(2), .lost), .show])
        #expect(call.leave(leg(2), .lost, at: 0) == [])
    }

    @Test func `somebody is away when all of their devices are`() throws {
        var call = begun()
        try call.connect(ada, 1)
        try call.connect(ada, 2)
        #expect(call.silent(leg(1), true) == [] && call.people[ada]?.isAway == false)
        #expect(call.silent(leg(2), true) == [.show] && call.people[ada]?.isAway == true)
        #expect(call.silent(leg(1), false) == [.show] && call.people[ada]?.isAway == false)
        #expect(call.poor(leg(1), true) == [.show] && call.people[ada]?.isPoor == true)
    }

    @Test func `sessions that end take their legs along`() throws {
        var call = begun()
        try call.connect(ada, 1)
        try call.connect(ada, 2)
        #expect(
            call.leave(ada, where: { $0.rawValue == 2 }, at: 0) == [.remove(leg(2)), .tell(ada, leg(2), .ended(.expelled)), .show])
        #expect(call.people[ada]?.legs.count == 1)
    }

    @Test func `nobody comes into a call that is over`() throws {
        var call = begun()
        try call.come(ada, 1)
        _ = call.leave(leg(1), nil, at: 0)
        #expect(refusal { () throws(Refusal) in try call.come(bob, 2) }?.kind == "conflict")
        #expect(refusal { () throws(Refusal) in try call.listen(leg(3), by: link(of: ada), at: 0) }?.kind == "conflict")
        #expect(call.finish() == [])
    }

    @Test func `a thousand come and go, and nothing is left`() throws {
        var call = begun()
        for n in 1...1_000 as ClosedRange<UInt64> { try call.connect(PersonID(rawValue: n), n) }
        #expect(call.people.count == 1_000)
        for n in 1...999 as ClosedRange<UInt64> { _ = call.leave(leg(n), nil, at: 0) }
        #expect(call.people.count == 1 && !call.isOver)
        #expect(call.leave(leg(1_000), .lost, at: 0).last == over)
        #expect(call.people.isEmpty && call.sounds.owners.isEmpty)
    }
}
