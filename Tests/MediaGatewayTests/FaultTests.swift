import DTLS
import Domain
import Foundation
import Hub
import RTP
import Testing

@testable import MediaGateway

/// What goes wrong on networks, and what is done on purpose.
@Suite(.serialized) struct FaultTests {
    private func pair() async throws -> CallStage {
        let stage = try CallStage()
        _ = try await stage.join(tone: 440)
        _ = try await stage.join(tone: 740)
        try await stage.speak(stage.clients, until: "a voice") { stage.clients[1].hears(440) }
        return stage
    }

    private func expectHealthy(_ stage: CallStage) async throws {
        for client in stage.clients { client.ear.listenAnew() }
        try await stage.speak(stage.clients, until: "both") {
            stage.clients[1].hears(440) && stage.clients[0].hears(740)
        }
        #expect(stage.clients[0].isDeafTo(440))
        #expect(stage.clients.allSatisfy { $0.ear.strays == 0 })
    }

    @Test func aClientThatMovesToAnotherAddressIsSentToThere() async throws {
        let stage = try await pair()
        stage.clients[0].move()
        stage.clients[0].check()
        let before = stage.clients[0].counts.answers
        try await stage.until("an answer at the new address") { stage.clients[0].counts.answers > before }
        try await expectHealthy(stage)
    }

    @Test func anICERestartKeepsTheSoundAndItsSource() async throws {
        let stage = try await pair()
        let source = stage.clients[0].ear.expected
        stage.clients[0].restart()
        try await stage.answer(stage.clients[0], LegTerms(), leg: 0)
        #expect(stage.clients[0].ear.expected == source)
        let before = stage.clients[0].counts.answers
        stage.clients[0].move()
        stage.clients[0].check()
        try await stage.until("an answer under the new name") { stage.clients[0].counts.answers > before }
        try await expectHealthy(stage)
    }

    @Test func aLegMayBeMadeAnew() async throws {
        let stage = try await pair()
        let anew = try CallClient(tone: 440, ssrc: 77)
        stage.clients[0] = anew
        try await stage.answer(anew, LegTerms(), leg: 0)
        try await stage.until("connected") { anew.isConnected }
        try await expectHealthy(stage)
    }

    @Test func replaysAndForgeriesAreNotHeard() async throws {
        let stage = try await pair()
        let captured = (0..<50).map { _ in stage.clients[0].nextPacket() }
        let stranger = try CallClient(tone: 1130, ssrc: 5), elsewhere = CallID(rawValue: 2)
        try stranger.take(
            try await stage.media.answer(stranger.offer(), for: stage.id(9), in: elsewhere, LegTerms()), port: stage.media.port)
        stranger.check()
        try await stage.settle()
        stage.clients[1].ear.listenAnew()
        for packet in captured { stranger.send(packet) }
        try await stage.settle()
        #expect(stage.clients[1].ear.packets == 0)
        for packet in captured { stage.clients[0].send(packet) }
        try await stage.settle()
        #expect(stage.clients[1].ear.packets == captured.count)
        for packet in captured {
            stage.clients[0].send(packet)
            stranger.send(packet)
        }
        var forged = stage.clients[0].nextPacket()
        forged[20] ^= 1
        stage.clients[0].send(forged)
        try await stage.settle()
        #expect(stage.clients[1].ear.packets == captured.count)
        stage.media.end(elsewhere)
        try await expectHealthy(stage)
    }

    @Test func garbageInEachProtocolHurtsNobody() async throws {
        let stage = try await pair()
        var random = SystemRandomNumberGenerator()
        let firsts: [UInt8] = [0, 1, 3, 16, 20, 22, 23, 25, 40, 63, 64, 79, 100, 128, 144, 191, 200, 255]
        for first in firsts {
            for count in [0, 1, 2, 11, 12, 13, 19, 20, 28, 60, 200, 1400, 2048, 3000] {
                var bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
                if count > 0 { bytes[0] = first }
                if count > 2 { bytes[1] = [200, 0, 111, 254, bytes[1]].randomElement() ?? 0 }
                stage.clients[0].send(bytes)
            }
            stage.clients[1].pump()
        }
        try await expectHealthy(stage)
    }

    @Test func onlyTheCertificateOfTheOfferIsLetIn() async throws {
        let stage = try await pair()
        let other = try DTLSContext(certificate: try DTLSCertificate(at: Int(Date().timeIntervalSince1970)))
        let liar = try CallClient(tone: 1130, ssrc: 9)
        liar.wishes.promised = other.certificate.fingerprint
        stage.clients.append(liar)
        try await stage.answer(liar, LegTerms(), leg: 2)
        try await stage.until("a refusal") { liar.isClosed }
        #expect(!stage.events.list.contains(.connected(stage.id(2), stage.call)))
        stage.clients.removeLast()
        try await expectHealthy(stage)
    }

    @Test func offersThatCannotBeAnsweredSayWhy() async throws {
        let stage = try CallStage()
        let good = String(decoding: try CallClient(tone: 440, ssrc: 1).offer(), as: UTF8.self)
        let bad = [
            "", "v=0", "{}", good.replacing("opus", with: "opium"), good.replacing("sha-256", with: "sha-1"),
            good.replacing("a=setup:actpass", with: "a=setup:passive"), good.replacing("a=ice-pwd", with: "a=ice-pwx"),
            good.replacing("m=audio", with: "m=video"), good.replacing("a=rtcp-mux", with: "a=rtcp-max"),
            good + String(repeating: "a=x\r\n", count: 100_000),
        ]
        for offer in bad {
            await #expect(throws: Refusal.self) {
                _ = try await stage.media.answer(Array(offer.utf8), for: stage.id(0), in: stage.call, LegTerms())
            }
        }
    }

    @Test func whoVanishesIsToldOf() async throws {
        let stage = try await pair()
        stage.clients[0].wishes.isAlive = false
        try await stage.until("silence is told") { stage.events.list.contains(.silent(stage.id(0), stage.call, true)) }
        stage.clients[0].wishes.isAlive = true
        stage.clients[0].check()
        try await stage.until("its end is told") { stage.events.list.contains(.silent(stage.id(0), stage.call, false)) }
    }

    @Test func whoBeginsAnewIsAwayNoMore() async throws {
        let stage = try await pair()
        stage.clients[0].wishes.isAlive = false
        try await stage.until("silence is told") { stage.events.list.contains(.silent(stage.id(0), stage.call, true)) }
        stage.clients[0] = try CallClient(tone: 440, ssrc: 77)
        try await stage.answer(stage.clients[0], LegTerms(), leg: 0)
        try await stage.until("its end is told") { stage.events.list.contains(.silent(stage.id(0), stage.call, false)) }
    }

    @Test func nobodyTakesTheWayOfAnother() async throws {
        let stage = try await pair()
        let (ada, ben) = (stage.clients[0], stage.clients[1])
        let before = ada.counts.answers
        ada.send(try #require(ben.request))
        try await stage.settle()
        // Two for those who settle twice, none for the request in another's name.
        #expect(ada.counts.answers == before + 2)
        #expect(await stage.media.pathCount == 2)
        try await expectHealthy(stage)
    }

    @Test func aFloodOfOneIsTheirOwn() async throws {
        let stage = try await pair()
        let flood = (0..<5_000).map { _ in stage.clients[0].nextPacket() }
        try await stage.settle()
        for client in stage.clients { client.ear.listenAnew() }
        for packet in flood { stage.clients[0].send(packet) }
        try await stage.settle()
        #expect(0 < stage.clients[1].ear.packets && stage.clients[1].ear.packets <= 3 * 600, "\(stage.clients[1].ear.packets)")
        try await stage.speak(stage.clients, until: "the other") { stage.clients[0].hears(740) }
    }

    @Test func manyAddressesOfOneLegAreNotKept() async throws {
        let stage = try await pair()
        for _ in 0..<40 {
            stage.clients[0].move()
            stage.clients[0].check()
            let before = stage.clients[0].counts.answers
            try await stage.until("an answer") { stage.clients[0].counts.answers > before }
        }
        try await expectHealthy(stage)
        #expect(await stage.media.pathCount <= 2 + 9)
    }
}
