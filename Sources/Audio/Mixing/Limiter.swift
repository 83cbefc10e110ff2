/// Keeps sound under a ceiling, without a jump in its gain, by looking 2.5 ms ahead.
///
/// What comes out is 2.5 ms later than what went in. Under the ceiling nothing is changed. The gain goes in straight lines
/// between the borders of blocks; at each border it is low enough for both its blocks, hence everywhere.
package struct Limiter: Equatable, Sendable {
    /// The largest magnitude given out: −1 dBFS, since a codec overshoots a little.
    package static let ceiling: Float = 0.891
    /// Samples of delay.
    package static let delay = 120
    /// What the gain regains in a block: all of it within 300 ms.
    private static let release: Float = 1 / 120

    /// The last block that went in, and the gain that it may have.
    private var waiting = [Float](repeating: 0, count: delay)
    private var waitingGain: Float = 1
    /// The gain where the last block that went out ended.
    private var gain: Float = 1

    package init() {}

    /// Whether what has not come out yet is to be heard.
    package var isSounding: Bool {
        waiting.withUnsafeBufferPointer { $0.baseAddress.map { Vector.peak($0, count: Self.delay) > 1e-4 } ?? false }
    }

    /// Forgets what went in.
    package mutating func reset() {
        for index in waiting.indices { waiting[index] = 0 }
        (waitingGain, gain) = (1, 1)
    }

    package mutating func limit(_ frame: inout Frame) {
        frame.write { limit($0, count: Frame.sampleCount) }
    }

    /// Limits samples in place, whose count is a multiple of 120.
    mutating func limit(_ samples: UnsafeMutablePointer<Float>, count: Int) {
        waiting.withUnsafeMutableBufferPointer { waiting in
            guard let held = waiting.baseAddress else { return }
            var at = 0
            while at &+ Self.delay <= count {
                let block = samples + at
                let allowed = Self.allowed(Vector.peak(block, count: Self.delay))
                let end = min(gain + Self.release, min(waitingGain, allowed))
                Self.exchange(held, block)
                if gain < 1 || end < 1 { Vector.ramp(block, to: block, count: Self.delay, from: gain, through: end) }
                (gain, waitingGain) = (min(end, 1), allowed)
                at &+= Self.delay
            }
        }
    }

    private static func allowed(_ peak: Float) -> Float { peak > ceiling ? ceiling / peak : 1 }

    private static func exchange(_ left: UnsafeMutablePointer<Float>, _ right: UnsafeMutablePointer<Float>) {
        for index in 0..<delay { (left[index], right[index]) = (right[index], left[index]) }
    }
}
