private import Glibc

/// The low-pass filter between 8 and 48 kHz: 3.4 kHz pass, what lies above 4.6 kHz is 60 dB down.
enum PolyphaseFilter {
    /// 48 kHz samples to one at 8 kHz, and taps at 8 kHz.
    static let ratio = 6, taps = 24
    static let length = ratio * taps

    /// A sinc under a Kaiser window (β 5.65), the sum of which is one.
    static let prototype: [Float] = {
        let center = Double(length - 1) / 2, cutoff = 4000.0 / 48_000
        let values = (0..<length).map { index in
            let time = Double(index) - center
            let sinc = sin(2 * .pi * cutoff * time) / (.pi * time)
            let place = time / center
            return sinc * bessel(5.65 * (1 - place * place).squareRoot())
        }
        let sum = values.reduce(0, +)
        return values.map { Float($0 / sum) }
    }()

    /// The taps of each of the six phases, oldest sample first, with the gain that the inserted zeros take.
    static let phases: [Float] = (0..<ratio).flatMap { phase in
        (0..<taps).map { prototype[phase + (taps - 1 - $0) * ratio] * Float(ratio) }
    }

    /// The modified Bessel function of order zero.
    private static func bessel(_ value: Double) -> Double {
        var sum = 1.0, term = 1.0
        for index in 1...24 {
            term *= (value / 2 / Double(index)) * (value / 2 / Double(index))
            sum += term
        }
        return sum
    }
}
