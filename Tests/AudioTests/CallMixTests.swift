import Audio
import Testing

@Suite struct CallMixTests {
    /// What a listener is sent of a voice, in packets of 20 ms.
    private func sent(expecting loss: Int) throws -> [[UInt8]] {
        let mix = try CallMix(), encoder = try OpusEncoder()
        mix.expect(loss: loss)
        var voice = Voice(), packet: [UInt8] = [], sent: [[UInt8]] = []
        for number in 0..<200 {
            try encoder.encode(voice.frame(), into: &packet)
            let now = Int64(number * Frame.sampleCount)
            let header = JitterBuffer.Packet(source: 1, sequence: UInt16(number), timestamp: UInt32(now))
            packet.withUnsafeBytes { mix.receive(header, $0, level: nil, isVoice: true, of: TalkerID(1), at: now) }
            mix.tick(at: now, audience: 99)
            if let sound = mix.sound { sent.append(sound.packet) }
        }
        return sent
    }

    @Test(arguments: [10, 20])
    func repairsAreNotTakenFromTheSound(_ loss: Int) throws {
        let plain = try sent(expecting: 0), repairing = try sent(expecting: loss)
        #expect(plain.count > 150)
        #expect(!plain.contains { $0.withUnsafeBytes(OpusPacket.carriesPrevious) })
        #expect(repairing.filter { $0.withUnsafeBytes(OpusPacket.carriesPrevious) }.count > 75)
        let sizes = [plain, repairing].map { packets in packets.reduce(0) { $0 + $1.count } }
        #expect(sizes[1] * 100 > sizes[0] * 115, "\(sizes)")
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
