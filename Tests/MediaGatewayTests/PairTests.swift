import Hub
import MediaGateway
import Testing

/// Two hear each other's own packets; when a third comes or goes, all hear on without a seam in numbers and times.
@Suite(.serialized) struct PairTests {
    @Test func aThirdMayComeAndGo() async throws {
        let stage = try CallStage()
        for tone in [440.0, 740] { _ = try await stage.join(tone: tone) }
        try await stage.speak(stage.clients, until: "the other") { stage.clients[0].loudness(of: 740) > -30 }
        #expect(stage.clients[0].loudness(of: 440) < -60)
        #expect(stage.clients[0].sameAsSent(by: stage.clients[1]))
        _ = try await stage.join(tone: 1130)
        try await stage.speak(stage.clients, frames: 70)
        for client in stage.clients {
            #expect(client.heardTones([440, 740, 1130]) == Set([440, 740, 1130]).subtracting([client.tone]))
        }
        let third = stage.clients.removeLast()
        stage.media.remove(stage.id(2), from: stage.call)
        try await stage.until("goodbye") {
            third.pump()
            return third.isClosed
        }
        for client in stage.clients { client.listenAnew() }
        try await stage.speak(stage.clients, until: "both") {
            stage.clients[0].loudness(of: 740) > -30 && stage.clients[1].loudness(of: 440) > -30
        }
        #expect(stage.clients.allSatisfy { $0.gaps == 0 && $0.backwards == 0 }, "\(stage.clients.map { ($0.gaps, $0.backwards) })")
    }

    @Test func whoIsMutedIsNotPassedOn() async throws {
        let stage = try CallStage()
        _ = try await stage.join(tone: 440, LegTerms(isHeard: false))
        _ = try await stage.join(tone: 740)
        try await stage.speak(stage.clients, until: "the other") { stage.clients[0].packets > 20 }
        #expect(stage.clients[1].packets == 0)
    }

    @Test func speakingIsTold() async throws {
        let stage = try CallStage()
        for tone in [440.0, 740] { _ = try await stage.join(tone: tone) }
        try await stage.speak([stage.clients[1]], frames: 20)
        try await stage.until("speaking") { stage.events.list.contains(.speaking(stage.call, [stage.id(1)])) }
        try await stage.until("silence") { stage.events.list.last == .speaking(stage.call, []) }
    }
}
