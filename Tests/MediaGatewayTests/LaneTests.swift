import Hub
import MediaGateway
import Testing

/// So much at once that all threads mix and send: it sounds as it does with one.
@Suite struct LaneTests {
    private static let rooms = 4, talkers = 4, listeners = 401

    /// None is a sum or a difference of others, so that no distortion sounds like another talker.
    private static func tone(_ room: Int, _ talker: Int) -> Double { [410, 590, 880, 1310][talker] * (1 + 0.11 * Double(room)) }

    @Test func manyRoomsAndAHall() async throws {
        let first = try CallStage()
        let stages = [first] + (2...Self.rooms).map { CallStage(beside: first, UInt64($0)) }
        for (room, stage) in stages.enumerated() {
            for talker in 0..<Self.talkers { _ = try await stage.join(tone: Self.tone(room, talker)) }
        }
        let talkers = stages.flatMap(\.clients), hall = stages[Self.rooms - 1]
        for _ in 0..<Self.listeners { _ = try await hall.join(tone: 1, LegTerms(purpose: .playback), direction: "recvonly") }
        let all = CallStage(beside: first, 99), sample = [0, 200, Self.listeners - 1].map { hall.clients[Self.talkers + $0] }
        all.clients = talkers + sample
        try await all.speak(talkers, until: "all others of each room") {
            stages.allSatisfy { stage in
                stage.clients.prefix(Self.talkers).allSatisfy { client in
                    stage.clients.prefix(Self.talkers).allSatisfy { $0 === client || client.hears($0.mouth.tone) }
                }
            } && sample.allSatisfy { listener in hall.clients.prefix(Self.talkers).allSatisfy { listener.hears($0.mouth.tone) } }
        }
        for (room, stage) in stages.enumerated() {
            let elsewhere = Self.tone((room + 1) % Self.rooms, 3)
            #expect(
                stage.clients.prefix(Self.talkers).allSatisfy { $0.isDeafTo($0.mouth.tone) && $0.ear.loudness(of: elsewhere) < -50 }
            )
        }
        #expect((talkers + sample).allSatisfy { $0.ear.strays == 0 && $0.ear.backwards == 0 })
    }
}
