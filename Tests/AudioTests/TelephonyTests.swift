import Audio
import Testing

@Suite struct TelephonyTests {
    @Test func codesMeanWhatTheTablesOfG711Say() {
        let mu: [(UInt8, Int)] = [(0x00, -32_124), (0x80, 32_124), (0xFF, 0), (0x7F, 0), (0xFE, 8), (0x8F, 16_764), (0x90, 15_996)]
        for (code, value) in mu { #expect(G711.muLaw.decode(code) * 32_768 == Float(value)) }
        let a: [(UInt8, Int)] = [(0x55, -8), (0xD5, 8), (0x2A, -32_256), (0xAA, 32_256), (0x80, 5504), (0xFF, 848)]
        for (code, value) in a { #expect(G711.aLaw.decode(code) * 32_768 == Float(value)) }
    }

    @Test(arguments: [G711.muLaw, .aLaw])
    func eachCodeIsTheNearestToItsOwnValue(_ law: G711) {
        for code in 0...255 as ClosedRange<UInt8> where !(law == .muLaw && code == 0x7F) {
            #expect(law.encode(law.decode(code)) == code)
        }
        #expect(law.encode(5) == law.encode(1))
        #expect(law.encode(-5) == law.encode(-1))
    }

    @Test(arguments: [G711.muLaw, .aLaw])
    func encodingErrsByLessThanAStep(_ law: G711) {
        for value in stride(from: -32_000, through: 32_000, by: 7) {
            let error = abs(law.decode(law.encode(Float(value) / 32_768)) * 32_768 - Float(value))
            #expect(error <= max(16, Float(abs(value)) / 16 * 0.6 + 8), "\(value)")
        }
    }

    /// A tone's level in dBFS after it went down to 8 kHz and up again.
    private func passed(_ hertz: Double) -> (level: Double, spectrum: Spectrum) {
        var tone = Tone(hertz), down = Downsampler(), up = Upsampler()
        var narrow = [Float](repeating: 0, count: 160), wide = [Float](repeating: 0, count: 960), result: [Float] = []
        for _ in 0..<20 {
            down.resample(tone.frame(), to: &narrow)
            narrow.withUnsafeBufferPointer { up.resample($0, to: &wide) }
            result += wide
        }
        let spectrum = Spectrum(result.suffix(16_384))
        return (spectrum.decibels(at: hertz), spectrum)
    }

    @Test(arguments: [300.0, 1000, 2500, 3300])
    func theVoiceBandPasses(_ hertz: Double) {
        let (level, spectrum) = passed(hertz)
        #expect(abs(level + 20) < 0.5, "\(level)")
        #expect(spectrum.decibels(at: 8000 - hertz) < -75)
    }

    @Test(arguments: [4700.0, 6000, 12_000])
    func whatLiesAboveDoesNotFoldBack(_ hertz: Double) {
        let spectrum = passed(hertz).spectrum
        #expect(spectrum.decibels(at: abs(8000 - hertz)) < -75)
        #expect(spectrum.decibels(at: hertz) < -75)
    }
}
