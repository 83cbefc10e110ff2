import Audio
import Foundation

/// Frames like a voice: a wandering pitch with its overtones, in syllables of a quarter of a second or in one.
struct Voice {
    private var time = 0
    private var phase = 0.0
    private let isSteady: Bool

    init(isSteady: Bool = false) { self.isSteady = isSteady }

    mutating func frame() -> Frame {
        Frame(
            (0..<Frame.sampleCount).map { _ in
                let seconds = Double(time) / 48_000
                phase += (120 + 20 * sin(2 * .pi * 0.7 * seconds)) / 48_000
                time += 1
                let syllable = isSteady ? 1 : max(0, sin(2 * .pi * 4 * seconds))
                let sound = (1...5).reduce(0) { $0 + sin(2 * .pi * phase * Double($1)) / Double($1) }
                return Float(0.15 * syllable * sound)
            })
    }
}
