import Hub
import MediaGateway
import Testing

/// Two hear each other's own packets; when a third comes or goes, all hear on without a seam in numbers and times.
@Suite(.serialized) struct PairTests {
    @Test func aThirdMayComeAndGo() async throws {
        let stage = try CallStage()
        for tone in [440.0, 740] { _ = try await stage.join(tone: tone) }
        try await stage.speak(stage.clients, until: "the other") { stage.clients[0].hears(740) }
        #expect(stage.clients[0].isDeafTo(440))
        #expect(stage.clients[0].heardAsSent(by: stage.clients[1]))
        _ = try await stage.join(tone: 1130)
        let tones = Set([440.0, 740, 1130])
        try await stage.speak(stage.clients, until: "all three") {
            stage.clients.allSatisfy { client in tones.filter { client.hears($0) } == tones.subtracting([client.mouth.tone]) }
        }
        let third = stage.clients.removeLast()
        stage.media.remove(stage.id(2), from: stage.call)
        try await stage.until("goodbye") {
            third.pump()
            return third.isClosed
        }
        for client in stage.clients { client.ear.listenAnew() }
        try await stage.speak(stage.clients, until: "both") {
            stage.clients[0].hears(740) && stage.clients[1].hears(440)
        }
        #expect(
            stage.clients.allSatisfy { $0.ear.gaps == 0 && $0.ear.backwards == 0 },
            "\(stage.clients.map { ($0.ear.gaps, $0.ear.backwards) })")
    }

    @Test func whoIsMutedIsNotPassedOn() async throws {
        let stage = try CallStage()
        _ = try await stage.join(tone: 440, LegTerms(isHeard: false))
        _ = try await stage.join(tone: 740)
        try await stage.speak(stage.clients, until: "the other") { stage.clients[0].ear.packets > 20 }
        #expect(stage.clients[1].ear.packets == 0)
    }

    @Test func speakingIsTold() async throws {
        let stage = try CallStage()
        for tone in [440.0, 740] { _ = try await stage.join(tone: tone) }
        try await stage.speak([stage.clients[1]], frames: 20)
        try await stage.until("speaking") { stage.events.list.contains(.speaking(stage.call, [stage.id(1)])) }
        try await stage.until("silence") { stage.events.list.last == .speaking(stage.call, []) }
    }
}
