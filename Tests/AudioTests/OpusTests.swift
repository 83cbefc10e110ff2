import Audio
import Testing

@Suite struct OpusTests {
    /// Encodes a tone and decodes it again, with each `lost`th frame missing, repaired or made up.
    private func passed(lost: Int, repaired: Bool) throws -> [Float] {
        var settings = OpusEncoder.Settings()
        settings.expectedLoss = repaired ? 30 : 0
        settings.bitrate = 24_000
        let encoder = try OpusEncoder(settings), decoder = try OpusDecoder()
        var tone = Tone(440), packet: [UInt8] = [], result: [Float] = []
        var samples = [Float](repeating: 0, count: OpusPacket.maxSamples), wasLost = false
        for index in 0..<100 {
            try encoder.encode(tone.frame(), into: &packet)
            let isLost = lost > 0 && index % lost == lost - 1
            if wasLost, repaired {
                #expect(try decoder.decodePrevious(packet, into: &samples) == 960)
                result += samples.prefix(960)
            } else if wasLost {
                #expect(try decoder.conceal(into: &samples) == 960)
                result += samples.prefix(960)
            }
            wasLost = isLost
            guard !isLost else { continue }
            #expect(packet.withUnsafeBytes(OpusPacket.sampleCount) == 960)
            #expect(try decoder.decode(packet, into: &samples) == 960)
            result += samples.prefix(960)
        }
        return result
    }

    @Test(arguments: [(0, false), (10, true), (10, false)])
    func aToneComesThrough(_ lost: Int, _ repaired: Bool) throws {
        let level = Spectrum(try passed(lost: lost, repaired: repaired).suffix(32_768)).decibels(at: 440)
        #expect(abs(level + 20) < (lost == 0 ? 1 : 2), "\(level)")
    }

    @Test(arguments: [0, 20])
    func packetsOfAVoiceCarryTheOneBefore(_ expectedLoss: Int) throws {
        var settings = OpusEncoder.Settings()
        settings.expectedLoss = expectedLoss
        let encoder = try OpusEncoder(settings)
        var voice = Voice(), packet: [UInt8] = [], carrying = 0
        for _ in 0..<100 {
            try encoder.encode(voice.frame(), into: &packet)
            if packet.withUnsafeBytes(OpusPacket.carriesPrevious) { carrying += 1 }
        }
        #expect(expectedLoss == 0 ? carrying == 0 : carrying > 50, "\(carrying)")
    }

    @Test func whatIsNotAPacketIsRefused() throws {
        let decoder = try OpusDecoder()
        var samples = [Float](repeating: 0, count: OpusPacket.maxSamples)
        #expect(throws: OpusError.self) { try decoder.decode([], into: &samples) }
        #expect(throws: OpusError.self) { try decoder.decode([0xFF], into: &samples) }
    }

    @Test(
        arguments: [
            ([0x08], 960), ([0x00], 480), ([0x18], 2880), ([0x78], 960), ([0xE0], 120), ([0xFB, 6], 5760), ([0xFB, 7], nil),
            ([0xFB], nil), ([], nil), ([0x0B, 0], nil),
        ] as [([UInt8], Int?)])
    func theFirstBytesTellTheLength(_ packet: [UInt8], _ samples: Int?) {
        #expect(packet.withUnsafeBytes(OpusPacket.sampleCount) == samples)
    }

    /// A tone encoded in one coding and after a second in the other.
    private func toneAcrossCodings(_ first: OpusEncoder.Settings, _ second: OpusEncoder.Settings) throws -> [Float] {
        let encoder = try OpusEncoder(first), decoder = try OpusDecoder()
        var tone = Tone(440), packet: [UInt8] = [], result: [Float] = []
        var samples = [Float](repeating: 0, count: OpusPacket.maxSamples)
        for index in 0..<100 {
            if index == 50 { try encoder.apply(second) }
            try encoder.encode(tone.frame(), into: &packet)
            #expect((packet[0] >= 0x80) == ((index < 50 ? first : second).coding == .lowDelay))
            result += samples.prefix(try decoder.decode(packet, into: &samples))
        }
        return result
    }

    @Test(arguments: [OpusEncoder.Coding.voice, .lowDelay])
    func anotherCodingIsFadedOverTo(_ first: OpusEncoder.Coding) throws {
        let second = first == .voice ? OpusEncoder.Coding.lowDelay : .voice
        let sound = try toneAcrossCodings(.init(first, bitrate: 64_000), .init(second, bitrate: 64_000)).dropFirst(4800)
        for (one, next) in zip(sound, sound.dropFirst()) { #expect(abs(next - one) < 0.009, "a tone has 0.0058") }
        let peaks = stride(from: 4800, to: sound.count - 480, by: 240).map { at in
            sound.dropFirst(at).prefix(240).map(abs).max() ?? 0
        }
        #expect(peaks.allSatisfy { $0 > 0.06 && $0 < 0.125 }, "\(peaks)")
    }

    @Test(arguments: [OpusEncoder.Coding.voice, .lowDelay])
    func whatSaysThatNothingFollowsIsAPacketOfSilence(_ coding: OpusEncoder.Coding) throws {
        let encoder = try OpusEncoder(.init(coding)), decoder = try OpusDecoder()
        var packet: [UInt8] = [], samples = [Float](repeating: 0, count: OpusPacket.maxSamples)
        for _ in 0..<3 {
            try encoder.encode(.silent, into: &packet)
            _ = try decoder.decode(packet, into: &samples)
        }
        OpusPacket.discontinue(&packet)
        #expect(packet.count == 1 && packet.withUnsafeBytes(OpusPacket.isDiscontinuous))
        #expect(try decoder.decode(packet, into: &samples) == 960)
        #expect(samples.allSatisfy { abs($0) < 1e-4 })
    }

    @Test func settingsOutOfRangeAreRefused() {
        var settings = OpusEncoder.Settings()
        settings.complexity = 11
        #expect(throws: OpusError.self) { try OpusEncoder(settings) }
    }
}
