import Audio
import Testing

@Suite struct MixTests {
    private static func hertz(_ talker: Int) -> Double { 400 + 350 * Double(talker) }

    /// What each talker hears, and last what the others hear, after Opus both ways.
    private func conversation(of talkers: Int, frames: Int, amplitude: Double) throws -> [[Float]] {
        var tones = (0..<talkers).map { Tone(Self.hertz($0), amplitude: amplitude) }
        var settings = OpusEncoder.Settings()
        settings.bitrate = 128_000
        settings.complexity = 5
        let up = try (0..<talkers).map { _ in (try OpusEncoder(settings), try OpusDecoder()) }
        let down = try (0...talkers).map { _ in (try OpusEncoder(settings), try OpusDecoder()) }
        var mixer = Mixer(gain: .fixed), packet: [UInt8] = []
        var heard = [[Float]](repeating: [], count: talkers + 1)
        for _ in 0..<frames {
            mixer.begin()
            for index in tones.indices {
                try up[index].0.encode(tones[index].frame(), into: &packet)
                mixer.add(try decoded(packet, up[index].1), of: TalkerID(index))
            }
            mixer.finish()
            for index in down.indices {
                let mix = index < talkers ? try #require(mixer.own(TalkerID(index))) : mixer.shared
                try down[index].0.encode(mix, into: &packet)
                heard[index] += try decoded(packet, down[index].1).samples
            }
        }
        return heard
    }

    private func decoded(_ packet: [UInt8], _ decoder: OpusDecoder) throws -> Frame {
        var frame = Frame()
        var failure: (any Error)?
        frame.write { start in
            do { _ = try decoder.decode(packet, into: start) } catch { failure = error }
        }
        if let failure { throw failure }
        return frame
    }

    @Test(arguments: [2, 3, 8])
    func everybodyHearsTheOthersAndNotThemselves(_ talkers: Int) throws {
        let heard = try conversation(of: talkers, frames: 35, amplitude: 0.1)
        for (listener, samples) in heard.enumerated() {
            let spectrum = Spectrum(samples.suffix(16_384))
            for talker in 0..<talkers {
                let level = spectrum.decibels(at: Self.hertz(talker))
                if talker == listener {
                    #expect(level < -20 - 40, "\(listener) hears themselves at \(level) dBFS")
                } else {
                    #expect(abs(level + 20) < 1, "\(listener) hears \(talker) at \(level) dBFS")
                }
            }
        }
    }

    @Test func tenAtFullScaleNeverClip() throws {
        var tones = (0..<10).map { Tone(Self.hertz($0), amplitude: 1) }
        var mixer = Mixer(gain: .fixed)
        for _ in 0..<60 {
            mixer.begin()
            for index in tones.indices { mixer.add(tones[index].frame(), of: TalkerID(index)) }
            mixer.finish()
            let mixes = try [mixer.shared] + tones.indices.map { try #require(mixer.own(TalkerID($0))) }
            for mix in mixes { #expect(mix.samples.allSatisfy { abs($0) <= Limiter.ceiling * 1.0001 }) }
        }
        // Loud they are, all the same.
        #expect(mixer.shared.samples.contains { abs($0) > 0.5 })
    }

    @Test func tenAtFullScaleAreStillToldApartThroughOpus() throws {
        let heard = try conversation(of: 10, frames: 35, amplitude: 1)
        for samples in heard {
            #expect(samples.allSatisfy { abs($0) < 1 })
        }
        let levels = (0..<10).map { Spectrum(heard[10].suffix(16_384)).decibels(at: Self.hertz($0)) }
        #expect(try #require(levels.max()) - (try #require(levels.min())) < 3, "\(levels)")
    }

    @Test func oneTalkerPassesTheLimiterUnchanged() {
        var tone = Tone(300, amplitude: 0.85), mixer = Mixer(gain: .fixed)
        var sent: [Float] = [], got: [Float] = []
        for index in 0..<50 {
            var frame = tone.frame()
            if index % 2 == 0 { frame.write { for sample in 0..<Frame.sampleCount { $0[sample] *= 0.1 } } }
            mixer.begin()
            mixer.add(frame, of: TalkerID(7))
            mixer.finish()
            sent += frame.samples
            got += mixer.shared.samples
        }
        #expect(Array(got.dropFirst(Limiter.delay)) == Array(sent.dropLast(Limiter.delay)))
        #expect(mixer.own(TalkerID(7))?.isSilent == true)
        #expect(mixer.own(TalkerID(8)) == nil)
    }

    @Test func silenceIsNotEncoded() {
        var mixer = Mixer(), tone = Tone(300)
        mixer.begin()
        mixer.add(.silent, of: TalkerID(1))
        mixer.finish()
        #expect(mixer.shared.isSilent && mixer.heard.isEmpty)
        mixer.begin()
        mixer.add(tone.frame(), of: TalkerID(1))
        mixer.finish()
        #expect(!mixer.shared.isSilent)
        for isSilent in [false, true] {
            mixer.begin()
            mixer.finish()
            #expect(mixer.shared.isSilent == isSilent)
        }
        #expect(mixer.shared == Frame.silent)
    }

    @Test func quietAndLoudTalkersMeetWithinBounds() {
        var mixer = Mixer()
        var quiet = Tone(500, amplitude: 0.04), loud = Tone(900, amplitude: 0.5)
        var samples: [Float] = []
        for _ in 0..<900 {
            mixer.begin()
            mixer.add(quiet.frame(), of: TalkerID(0))
            mixer.add(loud.frame(), of: TalkerID(1))
            mixer.finish()
            samples += mixer.shared.samples
        }
        // A sine of −21 dBFS as a mean is one of −18 at its peak; they began 22 dB apart.
        let spectrum = Spectrum(samples.suffix(16_384))
        #expect(abs(spectrum.decibels(at: 500) + 18) < 1.5)
        #expect(abs(spectrum.decibels(at: 900) + 18) < 1.5)
    }

    @Test func noiseUnderTheGateIsNotMadeLouder() {
        var mixer = Mixer(), hum = Tone(100, amplitude: 0.002)
        var samples: [Float] = []
        for _ in 0..<900 {
            mixer.begin()
            mixer.add(hum.frame(), of: TalkerID(0))
            mixer.finish()
            samples += mixer.shared.samples
        }
        #expect(abs(Spectrum(samples.suffix(16_384)).decibels(at: 100) + 54) < 0.5)
    }
}
