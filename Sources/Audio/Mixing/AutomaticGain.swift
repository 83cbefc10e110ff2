private import Glibc

/// Brings one talker slowly to the loudness of the others, within bounds, and only while they speak.
package struct AutomaticGain: Equatable, Sendable {
    package struct Settings: Equatable, Sendable {
        /// Decibels under full scale, as a mean over speech, that each talker is brought to.
        package var target: Float = -21
        /// Decibels that the gain stays within.
        package var lowest: Float = -12, highest: Float = 12

        package init() {}

        /// No change at all.
        package static var fixed: Settings {
            var settings = Settings()
            (settings.lowest, settings.highest) = (0, 0)
            return settings
        }
    }

    /// Decibels a frame: down 6 dB a second, up 2.
    private static let fall: Float = 0.12, rise: Float = 0.04
    /// Decibels under which sound is not speech, and under a talker's own mean.
    private static let gate: Float = -50, under: Float = 12

    private let settings: Settings
    /// The mean of speech in decibels.
    private var mean: Float?
    private var decibels: Float = 0
    /// What samples are multiplied with at the end of the last frame.
    private(set) var factor: Float = 1

    package init(_ settings: Settings = Settings()) { self.settings = settings }

    /// Learns from a frame and gives the factors at its beginning and end.
    mutating func next(_ frame: UnsafePointer<Float>) -> (first: Float, last: Float) {
        guard settings.lowest < settings.highest else { return (1, 1) }
        learn(10 * log10f(Vector.dot(frame, frame, count: Frame.sampleCount) / Float(Frame.sampleCount) + 1e-12))
        let first = factor
        factor = expf(decibels * 0.115_129_255)
        return (first, factor)
    }

    private mutating func learn(_ level: Float) {
        guard level > Self.gate, level > (mean ?? level) - Self.under else {
            // A talker who became much quieter is followed in the end.
            if level > Self.gate, let mean { self.mean = mean - 0.02 }
            return
        }
        let known = mean ?? level
        mean = known + (level - known) * 0.02
        let wanted = min(settings.highest, max(settings.lowest, settings.target - (mean ?? level)))
        decibels += min(Self.rise, max(-Self.fall, wanted - decibels))
    }
}
