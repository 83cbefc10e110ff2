import STUN
import Testing

@Suite struct ICELiteAgentTests {
    private let one = AgentPeer.path(1), two = AgentPeer.path(2), tcp = AgentPeer.path(1, .tcp)
    private var peer = AgentPeer()

    @Test mutating func `a check is answered with where it came from, and teaches the way`() throws {
        #expect(try peer.receive(AgentPeer.check(), on: one) == .learned(one))
        let answer = try read(peer.answer)
        #expect(answer.messageClass == .success && answer.attributes.mapped == one.remote && answer.attributes.hasFingerprint)
        #expect(answer.transaction == TransactionID(high: 0x0102_0304_0506_0708, low: 0x090A_0B0C))
        #expect(try isAuthentic(peer.answer, password: AgentPeer.old.password))
        #expect(peer.agent.path == one && peer.agent.isValid(one) && !peer.agent.isValid(two))
        #expect(try peer.receive(AgentPeer.check(), on: one) == .nothing)
    }

    @Test mutating func `the way nominated last is the one to send on`() throws {
        _ = try peer.receive(AgentPeer.check(), on: one)
        #expect(try peer.receive(AgentPeer.check(nominates: true), on: one) == .moved(to: one))
        #expect(try peer.receive(AgentPeer.check(), on: tcp, after: 1) == .learned(tcp))
        #expect(peer.agent.path == one)
        #expect(try peer.receive(AgentPeer.check(nominates: true), on: tcp, after: 2) == .moved(to: tcp))
        #expect(try peer.receive(AgentPeer.check(), on: one, after: 3) == .nothing)
        #expect(peer.agent.path == tcp)
    }

    @Test mutating func `strangers get no answer at all`() throws {
        let strangers = [
            AgentPeer.check(password: "wrongwrongwrongwrongwrong"), AgentPeer.check(name: "aaaaaaaa:thex"),
            AgentPeer.check(name: "aaaaaaaa"), AgentPeer.check(name: "cccccccc:them"), AgentPeer.check(AgentPeer.new),
            write(.request) { $0.username("aaaaaaaa:them") } ?? [], write(.request) { _ in } ?? [],
            write(.indication) { $0.integrity(IntegrityKey(password: AgentPeer.old.password)) } ?? [],
            write(.success) { $0.xorMappedAddress(.test(9)) } ?? [],
        ]
        for bytes in strangers {
            #expect(try peer.receive(bytes, on: one) == .ignored)
            #expect(peer.answer.isEmpty)
        }
        #expect(peer.agent.path == nil)
    }

    @Test mutating func `who wants to be controlled is told of the conflict`() throws {
        #expect(try peer.receive(AgentPeer.check { $0.role(.controlled(.max)) }, on: one) == .refused)
        #expect(try read(peer.answer).attributes.errorCode == 487)
        #expect(try isAuthentic(peer.answer, password: AgentPeer.old.password))
        #expect(!peer.agent.isValid(one))
    }

    @Test mutating func `who claims both parts asked badly`() throws {
        let both = AgentPeer.check {
            $0.role(.controlled(1))
            $0.role(.controlling(1))
        }
        #expect(try peer.receive(both, on: one) == .refused)
        #expect(try read(peer.answer).attributes.errorCode == 400)
    }

    @Test mutating func `what must be understood and is not is named`() throws {
        let signed = try #require(
            write(.request) {
                $0.username("aaaaaaaa:them")
                $0.attribute(0x7F22, [1, 2, 3, 4])
                $0.integrity(IntegrityKey(password: AgentPeer.old.password))
            })
        #expect(try peer.receive(signed, on: one) == .refused)
        let answer = try read(peer.answer)
        #expect(answer.attributes.errorCode == 420)
        #expect(peer.answer.suffix(peer.answer.count - 20).split(separator: [0x00, 0x0A, 0x00, 0x02, 0x7F, 0x22]).count == 2)
    }

    @Test mutating func `old credentials work until the new ones nominate`() throws {
        _ = try peer.receive(AgentPeer.check(nominates: true), on: one)
        #expect(peer.agent.restart(AgentPeer.new, remoteFragment: "them") == nil)
        #expect(peer.agent.fragments.next == AgentPeer.new.fragment)
        #expect(try peer.receive(AgentPeer.check(nominates: true), on: one, after: 1) == .nothing)
        #expect(try peer.receive(AgentPeer.check(AgentPeer.new), on: two, after: 2) == .learned(two))
        #expect(try isAuthentic(peer.answer, password: AgentPeer.new.password))
        #expect(peer.agent.path == one)
        let event = try peer.receive(AgentPeer.check(AgentPeer.new, nominates: true), on: two, after: 3)
        #expect(event == .restarted(on: two, ended: AgentPeer.old.fragment))
        #expect(peer.agent.path == two && peer.agent.isValid(one))
        #expect(try peer.receive(AgentPeer.check(), on: one, after: 4) == .ignored)
        #expect(peer.agent.fragments == (AgentPeer.new.fragment, nil))
    }

    @Test mutating func `a second restart ends the first`() throws {
        let third = ICECredentials(fragment: try #require(UserFragment("cccccccc")), password: "newnewnewnewnewnewnewnew")
        #expect(peer.agent.restart(AgentPeer.new, remoteFragment: "them") == nil)
        #expect(peer.agent.restart(third, remoteFragment: "them") == AgentPeer.new.fragment)
        #expect(try peer.receive(AgentPeer.check(AgentPeer.new, nominates: true), on: one) == .ignored)
        #expect(
            try peer.receive(AgentPeer.check(third, nominates: true), on: one) == .restarted(on: one, ended: AgentPeer.old.fragment)
        )
    }

    @Test mutating func `a peer that is never heard is lost after thirty seconds`() {
        #expect(peer.agent.deadline == AgentPeer.start + .seconds(30))
        #expect(peer.timeout(after: 29) == .nothing)
        #expect(peer.timeout(after: 30) == .lost)
        #expect(peer.agent.deadline == nil && peer.timeout(after: 31) == .nothing)
    }

    @Test mutating func `a way lives as long as checks come on it`() throws {
        _ = try peer.receive(AgentPeer.check(nominates: true), on: one)
        _ = try peer.receive(AgentPeer.check(), on: two, after: 20)
        #expect(peer.agent.deadline == AgentPeer.start + .seconds(30))
        #expect(peer.timeout(after: 30) == .moved(to: two))
        #expect(!peer.agent.isValid(one))
        #expect(peer.timeout(after: 49) == .nothing)
        #expect(peer.timeout(after: 50) == .lost)
        #expect(try peer.receive(AgentPeer.check(), on: two, after: 51) == .ignored)
    }

    @Test mutating func `a closed connection is no way any more`() throws {
        _ = try peer.receive(AgentPeer.check(), on: two)
        _ = try peer.receive(AgentPeer.check(nominates: true), on: tcp, after: 1)
        #expect(peer.agent.closed(tcp, at: AgentPeer.start + .seconds(70)) == .moved(to: two))
        #expect(peer.agent.closed(tcp, at: AgentPeer.start + .seconds(71)) == .nothing)
        #expect(peer.agent.closed(two, at: AgentPeer.start + .seconds(72)) == .nothing && peer.agent.path == nil)
        #expect(peer.agent.deadline == AgentPeer.start + .seconds(102))
        #expect(peer.timeout(after: 101) == .nothing && peer.timeout(after: 102) == .lost)
    }

    @Test mutating func `of many ways the latest and the nominated are remembered`() throws {
        _ = try peer.receive(AgentPeer.check(nominates: true), on: one)
        for last in 2...100 { _ = try peer.receive(AgentPeer.check(), on: AgentPeer.path(UInt32(last)), after: last / 10) }
        #expect(
            peer.agent.path == one && peer.agent.isValid(one) && peer.agent.isValid(AgentPeer.path(100))
                && !peer.agent.isValid(AgentPeer.path(2)))
        #expect((1...100).count { peer.agent.isValid(AgentPeer.path(UInt32($0))) } == 8)
    }
}
