import Hub
import MediaGateway
import Testing

/// Everybody hears everybody else, never themselves.
@Suite(.serialized) struct MixMinusTests {
    static let tones = [440.0, 740, 1130, 1610, 2210]

    @Test(arguments: [2, 3, 5]) func eachHearsTheOthersAndNotThemself(count: Int) async throws {
        let stage = try CallStage()
        for tone in Self.tones.prefix(count) { _ = try await stage.join(tone: tone) }
        // The four loudest are mixed.
        try await stage.speak(stage.clients, until: "the others") {
            stage.clients.allSatisfy { client in
                let others = stage.clients.count { $0 !== client && client.hears($0.mouth.tone) }
                return others >= min(count - 1, 3)
            }
        }
        for client in stage.clients { #expect(client.isDeafTo(client.mouth.tone)) }
    }

    @Test func nothingIsSentInSilence() async throws {
        let stage = try CallStage()
        for tone in Self.tones.prefix(3) { _ = try await stage.join(tone: tone) }
        try await stage.speak([stage.clients[0]], until: "a voice") { stage.clients[1].hears(440) }
        try await stage.speak([], frames: 120)
        for client in stage.clients { client.ear.listenAnew() }
        try await stage.speak([], frames: 25)
        #expect(stage.clients.map(\.ear.packets) == [0, 0, 0])
        #expect(stage.clients[0].ear.markers == 0 && stage.clients[1].ear.markers == 1)
    }

    @Test func whoIsMutedIsHeardByNobodyAtOnce() async throws {
        let stage = try CallStage()
        for tone in Self.tones.prefix(3) { _ = try await stage.join(tone: tone) }
        try await stage.speak(stage.clients, until: "a voice") { stage.clients[1].hears(440) }
        stage.media.change(stage.id(0), in: stage.call, LegTerms(isHeard: false))
        try await stage.speak(stage.clients, frames: 5)
        for client in stage.clients { client.ear.listenAnew() }
        try await stage.speak(stage.clients, until: "the third") { stage.clients[1].hears(1130) }
        #expect(stage.clients[1].isDeafTo(440))
        stage.media.change(stage.id(0), in: stage.call, LegTerms())
        try await stage.speak(stage.clients, until: "the first again") { stage.clients[1].hears(440) }
    }

    @Test func listenersHearAndAreNotHeard() async throws {
        let stage = try CallStage()
        _ = try await stage.join(tone: 440)
        _ = try await stage.join(tone: 740, LegTerms(isHeard: false))
        _ = try await stage.join(tone: 1130, LegTerms(purpose: .playback), direction: "recvonly")
        _ = try await stage.join(tone: 1610, LegTerms(hears: false))
        try await stage.speak(stage.clients, until: "who may be heard") {
            stage.clients[0].hears(1610) && stage.clients[1].hears(440)
                && stage.clients[2].hears(440)
        }
        #expect(stage.clients[0].isDeafTo(740))
        #expect(stage.clients[3].ear.packets == 0)
    }

    @Test func levelsThatAreNotToldAreMeasured() async throws {
        let stage = try CallStage()
        for tone in Self.tones.prefix(3) { _ = try await stage.join(tone: tone) }
        stage.clients[0].mouth.level = nil
        try await stage.speak([stage.clients[0]], until: "a voice") { stage.clients[1].hears(440) }
        #expect(stage.events.list.contains(.speaking(stage.call, [stage.id(0)])))
    }

    @Test func whoNeverMarksVoiceIsHeard() async throws {
        let stage = try CallStage()
        for tone in Self.tones.prefix(3) { _ = try await stage.join(tone: tone) }
        stage.clients[0].mouth.marksVoice = false
        try await stage.speak([stage.clients[0]], until: "a voice") { stage.clients[1].hears(440) }
    }
}
