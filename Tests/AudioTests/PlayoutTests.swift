import Audio
import Testing

/// One talker through seeded networks; delays are milliseconds beyond the arrival of an unhindered packet.
@Suite struct PlayoutTests {
    private func network(_ change: (inout Network) -> Void) -> Network {
        var network = Network()
        change(&network)
        return network
    }

    @Test(arguments: [0.0, 0.5, 7, 13, 19.9])
    func onACleanNetworkAtMostAFrameIsAddedAndNothingMadeUp(_ phase: Double) {
        let listening = Listening(network { $0.phase = phase }, seconds: 20)
        #expect(listening.late <= 20)
        #expect(listening.concealedShare == 0)
        #expect(listening.decoded == Array(0..<listening.decoded.count))
    }

    @Test(arguments: [(2.0, 0.004), (40, 0.01), (100, 0.015)], [true, false])
    func jitterIsWaitedForAndNoMore(_ jitter: (milliseconds: Double, concealed: Double), _ reorders: Bool) {
        for seed in 1...3 as ClosedRange<UInt64> {
            let network = network { ($0.jitter, $0.reorders) = (jitter.milliseconds, reorders) }
            let listening = Listening(network, seconds: 40, seed: seed)
            #expect(listening.concealedShare <= jitter.concealed, "\(listening.counts)")
            #expect(listening.median <= jitter.milliseconds + 21)
            #expect(listening.late <= jitter.milliseconds + 41)
        }
    }

    @Test(arguments: [0.02, 0.05, 0.1, 0.2], [1.0, 3])
    func lossesAreMadeUpWithoutMoreDelay(_ loss: Double, _ burst: Double) {
        let listening = Listening(network { ($0.loss, $0.burst) = (loss, burst) }, seconds: 60)
        #expect(listening.concealedShare <= loss * 1.4 + 0.005, "\(listening.counts)")
        #expect(listening.median <= 20)
        #expect(listening.delay(quantile: 0.5, from: 0.8) <= 20)
        #expect(listening.late <= 20 + 20 * 2 * (burst + 1))
        #expect(!listening.isSilent.dropFirst(2).contains(true) || burst > 1)
    }

    @Test(arguments: [(0.02, 0.01), (0.05, 0.015), (0.1, 0.025), (0.2, 0.06)])
    func packetsThatRepairAreWaitedFor(_ loss: Double, _ concealed: Double) {
        let listening = Listening(network { $0.loss = loss }, seconds: 60, carries: true)
        #expect(listening.concealedShare <= concealed, "\(listening.counts)")
        #expect(listening.counts.recovered > 0)
        #expect(listening.median <= 41)
    }

    @Test(arguments: [0.5, 1, 3, 10], [0.0, 12])
    func repairsAreHeardWhateverTheJitter(_ jitter: Double, _ phase: Double) {
        let network = network { ($0.loss, $0.jitter, $0.phase) = (0.1, jitter, phase) }
        let listening = Listening(network, seconds: 30, carries: true)
        #expect(listening.concealedShare <= 0.03, "\(listening.counts)")
        #expect(listening.median <= jitter + 43)
    }

    @Test func reorderedAndDoubledPacketsAreHeardOnceAndInOrder() {
        let network = network { ($0.jitter, $0.duplication, $0.loss) = (40, 0.2, 0.02) }
        let listening = Listening(network, seconds: 60)
        #expect(zip(listening.decoded, listening.decoded.dropFirst()).allSatisfy { $0 < $1 })
        #expect(listening.counts.duplicate > 400)
        #expect(listening.median <= 61)
        #expect(listening.concealedShare < 0.035)
    }

    @Test(arguments: [150.0, 400, 1500])
    func aStallIsForgottenWithinTwoSeconds(_ length: Double) {
        let network = network { $0.stalls = [10_000..<10_000 + length] }
        let listening = Listening(network, seconds: 20)
        let after = listening.delays.suffix(Int((20_000 - 10_000 - length - 2000) / 20))
        #expect(after.allSatisfy { $0 <= 33 }, "\(after.max() ?? 0)")
        if length == 150 { #expect(listening.decoded == Array(0..<listening.decoded.count)) }
    }

    /// Less than a frame between a packet and the next tick must not become a frame and that. Under 2.5 ms are let be.
    @Test(arguments: [0.0, 1.7, 8.5, 15.3, 17, 18.7])
    func aStallLeavesNothingWhateverThePhase(_ phase: Double) {
        let listening = Listening(network { ($0.phase, $0.stalls) = (phase, [10_000..<10_150]) }, seconds: 22)
        let before = listening.delays[400..<450].max() ?? 0, after = listening.delays.suffix(100).max() ?? 0
        #expect(after <= before + 2.5 || phase == 0 && after <= 20.1, "\(before) → \(after)")
    }

    @Test(arguments: [480, 1920, 2880, 5760])
    func packetsOfOtherLengthsAreHeardWhole(_ duration: Int) {
        let decoder = CountingDecoder(duration: duration), playout = Playout(decoder: decoder)
        var frame = Frame(), sent = 0, positions: Set<Int64> = []
        for tick in 0..<500 {
            let now = Int64(tick * 960)
            while sent * duration <= tick * 960 {
                let packet = JitterBuffer.Packet(
                    source: 1, sequence: UInt16(sent), timestamp: UInt32(sent * duration), duration: duration)
                CountingDecoder.payload(sent, carries: false).withUnsafeBytes {
                    _ = playout.receive(packet, $0, at: Int64(sent * duration))
                }
                sent += 1
            }
            playout.play(into: &frame, at: now)
            if tick > 100 { positions.insert(now - (playout.position ?? 0)) }
        }
        #expect(decoder.concealed == 0)
        #expect(decoder.decoded == Array(0..<decoder.decoded.count))
        #expect(positions.count == 1, "\(positions)")
    }

    @Test func stallsAgainAndAgainDoNotAddUp() {
        let network = network { $0.stalls = (1...12).map { Double($0) * 5000..<Double($0) * 5000 + 150 } }
        let listening = Listening(network, seconds: 66)
        #expect(listening.delays.suffix(100).allSatisfy { $0 <= 33 })
    }

    @Test(arguments: [-200.0, 200], [0.0, 10])
    func aClockThatDriftsIsFollowedForTenMinutes(_ drift: Double, _ jitter: Double) {
        let listening = Listening(network { ($0.drift, $0.jitter) = (drift, jitter) }, seconds: 600)
        #expect(listening.late <= jitter + 30)
        #expect(listening.delay(quantile: 0.99, from: 0.9) <= jitter + 30)
        #expect(listening.concealedShare < 0.001, "\(listening.counts)")
        #expect(listening.counts.discarded == 0)
    }
}
