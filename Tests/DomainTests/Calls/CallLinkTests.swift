import Domain
import Testing

/// Legs that come by links.
@Suite struct CallLinkTests {
    @Test func `feeds keep a call going, listeners by a link do not`() throws {
        var call = begun()
        #expect(try call.feed(leg(1), named: "Stage", by: link(of: ada), at: 0) == [.show])
        try call.listen(leg(2), by: link(of: ada), at: 0)
        #expect(call.connected(leg(1)) == [] && call.connected(leg(2)) == [])
        #expect(call.timeout(at: 3_600_000) == [] && !call.isOver)
        #expect(call.leave(leg(1), nil, at: 0) == [.remove(leg(1)), .show, over])
    }

    /// A call of three in which `bob`, a moderator, has let in a feed and an ear.
    private func linked() throws -> Call {
        var call = begun()
        try call.connect(ada, 1, .owner)
        try call.connect(bob, 2, .moderator)
        try call.connect(cat, 3)
        _ = try call.feed(leg(4), named: "Stage", by: link(of: bob), at: 0)
        try call.listen(leg(5), by: link(of: bob), at: 0)
        _ = try call.feed(leg(6), named: "Band", by: link(of: ada), at: 0)
        try call.listen(leg(7), by: link(of: ada), at: 0)
        return call
    }

    private func expectOnlyAdas(_ actions: [Call.Action], _ call: Call, _ comment: Comment) {
        #expect(call.sounds.feeds.keys.map(\.rawValue) == [6] && call.sounds.listeners == [leg(7): link(of: ada)], comment)
        #expect(actions.contains(.remove(leg(4))) && actions.contains(.remove(leg(5))), comment)
        #expect(!actions.contains(.remove(leg(6))) && !actions.contains(.remove(leg(7))), comment)
    }

    @Test func `what came by links goes with who handed them out`() throws {
        var gone = try linked(), demoted = try linked(), expelled = try linked()
        expectOnlyAdas(gone.forget(bob, at: 0), gone, "gone")
        expectOnlyAdas(demoted.setRole(.member, of: bob, at: 0), demoted, "demoted")
        expectOnlyAdas(try expelled.expel(bob, by: ada, at: 0), expelled, "expelled")
        #expect(refusal { () throws(Refusal) in try expelled.listen(leg(8), by: link(of: bob), at: 0) }?.kind == "forbidden")
        #expect(
            refusal { () throws(Refusal) in _ = try expelled.feed(leg(8), named: "", by: link(of: bob), at: 0) }?.kind
                == "forbidden")
    }

    @Test func `what came by links goes also where who handed them out is in no call`() throws {
        var call = try linked()
        _ = call.leave(leg(2), nil, at: 0)
        #expect(call.sounds.feeds[leg(4)] != nil, "to hang up is to take nothing back")
        expectOnlyAdas(call.setRole(.reader, of: bob, at: 0), call, "demoted")
    }

    @Test func `what came by links stays with an owner who becomes a moderator`() throws {
        var call = try linked()
        _ = call.setRole(.moderator, of: ada, at: 0)
        #expect(call.sounds.feeds.count == 2 && call.sounds.listeners.count == 2)
    }

    @Test func `only the link by which a leg came ends it`() throws {
        var call = try linked()
        for number in [4, 5] as [UInt64] {
            for other in [link(of: ada), link(of: bob, 1)] {
                #expect(
                    refusal { () throws(Refusal) in _ = try call.leave(leg(number), by: other.link, at: 0) }?.kind == "notFound")
            }
            #expect(try call.leave(leg(number), by: link(of: bob).link, at: 0).first == .remove(leg(number)))
        }
        #expect(refusal { () throws(Refusal) in _ = try call.leave(leg(1), by: link(of: ada).link, at: 0) }?.kind == "notFound")
    }
}
