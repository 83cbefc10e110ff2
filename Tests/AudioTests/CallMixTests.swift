import Audio
import Testing

@Suite struct CallMixTests {
    /// What a listener is sent of a voice, in packets of 20 ms.
    private func sent(repairing: Bool, to audience: Int) throws -> [[UInt8]] {
        let mix = try CallMix(), encoder = try OpusEncoder()
        mix.isRepairing = repairing
        var voice = Voice(), packet: [UInt8] = [], sent: [[UInt8]] = []
        for number in 0..<200 {
            try encoder.encode(voice.frame(), into: &packet)
            let now = Int64(number * Frame.sampleCount)
            let header = JitterBuffer.Packet(source: 1, sequence: UInt16(number), timestamp: UInt32(now))
            packet.withUnsafeBytes { mix.receive(header, $0, level: nil, isVoice: true, of: TalkerID(1), at: now) }
            mix.tick(at: now, audience: audience)
            if let sound = mix.sound { sent.append(sound.packet) }
        }
        return sent
    }

    @Test func repairsAreNotTakenFromTheSound() throws {
        let plain = try sent(repairing: false, to: 99), repairing = try sent(repairing: true, to: 99)
        #expect(plain.count > 150)
        #expect(!plain.contains { $0.withUnsafeBytes(OpusPacket.carriesPrevious) })
        #expect(repairing.filter { $0.withUnsafeBytes(OpusPacket.carriesPrevious) }.count > 75)
        let sizes = [plain, repairing].map { packets in packets.reduce(0) { $0 + $1.count } }
        #expect(sizes[1] * 100 > sizes[0] * 115, "\(sizes)")
    }

    @Test func fewAreSentLittleDelayAndManyFewBitsUnlessPacketsAreLost() throws {
        func isLowDelay(_ packet: [UInt8]) -> Bool { packet[0] >= 0x80 }
        #expect(try sent(repairing: false, to: 50).allSatisfy(isLowDelay))
        #expect(try !sent(repairing: false, to: 51).contains(where: isLowDelay))
        let repairing = try sent(repairing: true, to: 50)
        #expect(!repairing.contains(where: isLowDelay))
        #expect(repairing.filter { $0.withUnsafeBytes(OpusPacket.carriesPrevious) }.count > 75)
    }

    /// Sends a voice for a while and gives for each packet whether it has little delay.
    private func codings(_ steps: [(audience: Int, isRepairing: Bool, isSpoken: Bool)]) throws -> [[Bool]] {
        let mix = try CallMix(), encoder = try OpusEncoder()
        var voice = Voice(isSteady: true), packet: [UInt8] = [], number = 0
        return try steps.map { step in
            mix.isRepairing = step.isRepairing
            return try (0..<150).compactMap { _ in
                try encoder.encode(step.isSpoken ? voice.frame() : .silent, into: &packet)
                let now = Int64(number * Frame.sampleCount)
                let header = JitterBuffer.Packet(source: 1, sequence: UInt16(number), timestamp: UInt32(now))
                packet.withUnsafeBytes {
                    mix.receive(
                        header, $0, level: AudioLevel(attenuation: step.isSpoken ? 20 : 127), isVoice: step.isSpoken,
                        of: TalkerID(1), at: now)
                }
                number += 1
                mix.tick(at: now, audience: step.audience)
                return mix.sound.map { $0.packet[0] >= 0x80 }
            }
        }
    }

    @Test func anotherCodingWaitsForSilenceUnlessRepairsAreNeeded() throws {
        let found = try codings([
            (10, false, true), (60, false, true), (60, false, false), (45, false, true), (39, false, false), (39, false, true),
            (39, true, true), (39, false, true), (39, false, false), (39, false, true),
        ])
        let talking: [(Int, Bool)] = [(0, true), (1, true), (3, false), (5, true), (6, false), (7, false), (9, true)]
        for (step, isLowDelay) in talking {
            let late = found[step].suffix(100)
            #expect(late.count == 100 && late.allSatisfy { $0 == isLowDelay }, "step \(step)")
        }
    }

    @Test(arguments: [10, 60])
    func silenceIsSaidForAWhileAndThatNothingFollows(_ audience: Int) throws {
        let mix = try CallMix(), encoder = try OpusEncoder()
        var voice = Voice(isSteady: true), packet: [UInt8] = [], sizes: [Int?] = []
        for number in 0..<200 {
            let isSpoken = number < 100, now = Int64(number * Frame.sampleCount)
            try encoder.encode(isSpoken ? voice.frame() : .silent, into: &packet)
            let header = JitterBuffer.Packet(source: 1, sequence: UInt16(number), timestamp: UInt32(now))
            packet.withUnsafeBytes {
                mix.receive(
                    header, $0, level: AudioLevel(attenuation: isSpoken ? 20 : 127), isVoice: isSpoken, of: TalkerID(1), at: now)
            }
            mix.tick(at: now, audience: audience)
            sizes.append(mix.sound?.packet.count)
        }
        let end = try #require(sizes.firstIndex(of: 1))
        #expect(end > 110 && end < 170 && sizes[end - 11..<end].allSatisfy { ($0 ?? 0) > 2 })
        #expect(sizes[(end + 1)...].allSatisfy { $0 == nil })
    }

    @Test func whoFallsSilentAsMixingBeginsIsToldToHaveCeased() throws {
        let mix = try CallMix(), talker = TalkerID(1)
        var now: Int64 = 0
        for _ in 0..<10 {
            mix.hear(talker, AudioLevel(attenuation: 20), isVoice: true, at: now)
            mix.rank(at: now)
            now += Int64(Frame.sampleCount)
        }
        mix.rest()
        var isSpeaking = true
        for _ in 0..<500 where mix.isAwake {
            mix.tick(at: now, audience: 3)
            if let change = mix.changes.last { isSpeaking = change.isSpeaking }
            now += Int64(Frame.sampleCount)
        }
        #expect(!isSpeaking && !mix.isAwake)
    }
}
