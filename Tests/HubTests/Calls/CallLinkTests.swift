import Domain
import Hub
import Testing

/// What comes into calls by links.
@Suite(.timeLimit(.minutes(1))) struct CallLinkTests {
    private let w: CallWorld

    init() async throws {
        w = try await CallWorld([group(room, [ada, bob, cat])])
        w.world.store.with {
            $0.tables.conversations[room]?.members[ada]?.role = .owner
            $0.tables.conversations[room]?.members[bob]?.role = .moderator
            $0.tables.people[ada]?.role = .owner
        }
        try await w.call(cat, rings: false)
    }

    private func link(_ kind: CallLink.Kind, by person: PersonID = bob) async throws -> String {
        try await w.hub.makeCallLink(kind, name: "Stage", in: room, by: w.world.caller(person))
    }

    private func open(_ secret: String, _ kind: CallLink.Kind) async throws -> CallAnswer {
        try await w.hub.open(callLink: secret, kind, offer: Array("offer".utf8))
    }

    /// What can take a moderator the right to hand links out.
    enum Loss: CaseIterable {
        case removed, left, demoted, suspended, erased
    }

    private func bring(_ loss: Loss) async throws {
        let owner = try w.world.caller(ada)
        switch loss {
        case .removed: try await w.hub.remove(bob, from: room, by: owner)
        case .left: try await w.hub.remove(bob, from: room, by: try w.world.caller(bob))
        case .demoted: try await w.hub.setRole(.member, of: bob, in: room, by: owner)
        case .suspended: _ = try await w.hub.change(bob, role: nil, suspended: true, by: owner)
        case .erased: try await w.hub.erase(bob, by: owner)
        }
    }

    @Test(arguments: Loss.allCases) func `who may hand out no links any more hears and speaks by none`(_ loss: Loss) async throws {
        let speaker = try await link(.speaker), listener = try await link(.listener), kept = try await link(.listener, by: ada)
        let feed = try await open(speaker, .speaker), ear = try await open(listener, .listener)
        let other = try await open(kept, .listener)
        try await bring(loss)
        #expect(w.media.told.contains(.remove(feed.leg)) && w.media.told.contains(.remove(ear.leg)))
        #expect(!w.media.told.contains(.remove(other.leg)))
        await #expect(throws: Refusal.notFound("link")) { try await open(speaker, .speaker) }
        await #expect(throws: Refusal.notFound("link")) { try await open(listener, .listener) }
    }

    @Test func `signing out of one session takes back no link`() async throws {
        let ear = try await open(try await link(.listener), .listener)
        try await w.hub.endSession(SessionID(rawValue: 1), of: bob)
        try await w.hub.endSessions(of: bob, keeping: nil)
        #expect(!w.media.told.contains(.remove(ear.leg)))
    }

    private func close(_ secret: String, _ kind: CallLink.Kind, _ leg: LegID, from address: String = "192.0.2.1") async throws {
        try await w.hub.close(callLink: secret, kind, leg: leg, from: address)
    }

    @Test func `what is asked by links keeps nobody waiting who writes`() async throws {
        let secret = try await link(.listener)
        let ear = try await open(secret, .listener)
        let before = w.hub.committer.counts.batches
        try await w.hub.permit(callLink: secret, .listener, from: "192.0.2.1")
        await #expect(throws: Refusal.notFound("link")) { try await w.hub.permit(callLink: "x", .speaker, from: "192.0.2.1") }
        await #expect(throws: Refusal.notFound("link")) { try await open("x", .speaker) }
        await #expect(throws: Refusal.notFound("link")) { try await close("x", .listener, ear.leg) }
        try await close(secret, .listener, ear.leg)
        #expect(w.hub.committer.counts.batches == before && w.media.told.last == .remove(ear.leg))
    }

    @Test func `links are tried only so often from one address`() async throws {
        var refusals = 0
        for _ in 1...21 {
            do { try await close("guess", .listener, LegID(rawValue: 1)) } catch Refusal.tooMany { refusals += 1 } catch {}
        }
        #expect(refusals == 1)
        await #expect(throws: Refusal.notFound("link")) { try await close("x", .listener, LegID(rawValue: 1), from: "192.0.2.2") }
    }

    @Test func `a link ends only what came by it`() async throws {
        let mine = try await link(.listener), other = try await link(.listener), speaker = try await link(.speaker)
        let ear = try await open(mine, .listener), feed = try await open(speaker, .speaker)
        for (secret, kind, leg) in [
            (other, .listener, ear.leg), (speaker, .speaker, ear.leg), (mine, .listener, feed.leg), (speaker, .listener, feed.leg),
        ] as [(String, CallLink.Kind, LegID)] {
            await #expect(throws: Refusal.self) { try await close(secret, kind, leg) }
        }
        #expect(try w.now().sounds.listeners.count == 1 && w.now().sounds.feeds.count == 1)
        try await close(mine, .listener, ear.leg)
        try await close(speaker, .speaker, feed.leg)
        #expect(try w.now().sounds.listeners.isEmpty && w.now().sounds.feeds.isEmpty)
    }
}
