import Audio
import Foundation

/// The spectrum of a sound, by a Hann window and a radix-2 FFT.
struct Spectrum {
    private var power: [Double]
    private let size: Int

    /// `samples` has a power of two of samples at 48 kHz.
    init(_ samples: some Collection<Float>) {
        size = samples.count
        var real = samples.enumerated().map { index, sample in
            Double(sample) * 0.5 * (1 - cos(2 * .pi * Double(index) / Double(samples.count)))
        }
        var imaginary = [Double](repeating: 0, count: size)
        Self.transform(&real, &imaginary)
        power = zip(real, imaginary).prefix(size / 2).map { $0 * $0 + $1 * $1 }
    }

    /// The amplitude in dBFS of a tone near a frequency.
    func decibels(at hertz: Double) -> Double {
        let bin = Int((hertz * Double(size) / Double(Frame.rate)).rounded())
        let near = power[max(0, bin - 3)...min(power.count - 1, bin + 3)].reduce(0, +)
        // A Hann window spreads a tone of amplitude a over 3 bins with a power of 0.375 · (a · size / 2)².
        return 10 * log10(near / (0.375 * pow(Double(size) / 2, 2)) + 1e-20)
    }

    private static func transform(_ real: inout [Double], _ imaginary: inout [Double]) {
        let count = real.count
        guard count > 1 else { return }
        var even = (stride(from: 0, to: count, by: 2).map { real[$0] }, stride(from: 0, to: count, by: 2).map { imaginary[$0] })
        var odd = (stride(from: 1, to: count, by: 2).map { real[$0] }, stride(from: 1, to: count, by: 2).map { imaginary[$0] })
        transform(&even.0, &even.1)
        transform(&odd.0, &odd.1)
        for index in 0..<count / 2 {
            let angle = -2 * Double.pi * Double(index) / Double(count)
            let turned = (
                odd.0[index] * cos(angle) - odd.1[index] * sin(angle), odd.0[index] * sin(angle) + odd.1[index] * cos(angle)
            )
            (real[index], imaginary[index]) = (even.0[index] + turned.0, even.1[index] + turned.1)
            (real[index + count / 2], imaginary[index + count / 2]) = (even.0[index] - turned.0, even.1[index] - turned.1)
        }
    }
}

/// Frames of a tone that goes on from one to the next.
struct Tone {
    let hertz: Double, amplitude: Double
    private var time = 0

    init(_ hertz: Double, amplitude: Double = 0.1) {
        (self.hertz, self.amplitude) = (hertz, amplitude)
    }

    mutating func frame() -> Frame {
        defer { time += Frame.sampleCount }
        return Frame((0..<Frame.sampleCount).map { Float(amplitude * sin(2 * .pi * hertz * Double(time + $0) / 48_000)) })
    }
}
