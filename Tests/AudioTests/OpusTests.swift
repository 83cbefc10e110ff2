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

    @Test func discontinuousSilenceTakesTinyPackets() throws {
        var settings = OpusEncoder.Settings()
        settings.isDiscontinuous = true
        let encoder = try OpusEncoder(settings)
        var packet: [UInt8] = [], tiny = 0
        for _ in 0..<100 {
            try encoder.encode(.silent, into: &packet)
            if packet.withUnsafeBytes(OpusPacket.isDiscontinuous) { tiny += 1 }
        }
        #expect(tiny > 50)
    }

    @Test func settingsOutOfRangeAreRefused() {
        var settings = OpusEncoder.Settings()
        settings.complexity = 11
        #expect(throws: OpusError.self) { try OpusEncoder(settings) }
    }
}
