/// 8 kHz to 48 kHz; 1.5 ms late.
package struct Upsampler: Equatable, Sendable {
    /// The last samples that went in, oldest first, and room for a frame of 20 ms behind them.
    private var history = [Float](repeating: 0, count: PolyphaseFilter.taps - 1 + maxCount)
    /// Samples at 8 kHz taken at once.
    package static let maxCount = 160

    package init() {}

    /// Writes six samples for each of at most 160.
    package mutating func resample(_ source: UnsafeBufferPointer<Float>, to target: UnsafeMutablePointer<Float>) {
        let kept = PolyphaseFilter.taps - 1, count = min(source.count, Self.maxCount)
        history.withUnsafeMutableBufferPointer { history in
            PolyphaseFilter.phases.withUnsafeBufferPointer { phases in
                guard let past = history.baseAddress, let taps = phases.baseAddress, let new = source.baseAddress else { return }
                (past + kept).update(from: new, count: count)
                for index in 0..<count * PolyphaseFilter.ratio {
                    let (at, phase) = index.quotientAndRemainder(dividingBy: PolyphaseFilter.ratio)
                    target[index] = Vector.dot(past + at, taps + phase * PolyphaseFilter.taps, count: PolyphaseFilter.taps)
                }
                past.update(from: past + count, count: kept)
            }
        }
    }
}

/// 48 kHz to 8 kHz; 1.5 ms late.
package struct Downsampler: Equatable, Sendable {
    private var history = [Float](repeating: 0, count: PolyphaseFilter.length - 1 + Frame.sampleCount)

    package init() {}

    /// Writes 160 samples for a frame.
    package mutating func resample(_ frame: Frame, to target: UnsafeMutablePointer<Float>) {
        let kept = PolyphaseFilter.length - 1
        history.withUnsafeMutableBufferPointer { history in
            PolyphaseFilter.prototype.withUnsafeBufferPointer { taps in
                guard let past = history.baseAddress, let taps = taps.baseAddress else { return }
                _ = frame.read { (past + kept).update(from: $0, count: Frame.sampleCount) }
                for index in 0..<Frame.sampleCount / PolyphaseFilter.ratio {
                    target[index] = Vector.dot(past + index * PolyphaseFilter.ratio, taps, count: PolyphaseFilter.length)
                }
                past.update(from: past + Frame.sampleCount, count: kept)
            }
        }
    }
}
