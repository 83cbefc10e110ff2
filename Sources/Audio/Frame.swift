/// 20 ms of one channel at 48 kHz, samples within ±1.
///
/// The storage is made once: writing again and falling silent keep it.
package struct Frame: Equatable, Sendable {
    /// Samples a second.
    package static let rate = 48_000
    /// Samples of one frame.
    package static let sampleCount = 960
    /// Nothing to hear and nothing to encode.
    package static let silent = Frame()

    package private(set) var samples: [Float]
    /// Whether nothing was written since the frame last fell silent.
    package private(set) var isSilent: Bool

    package init() {
        samples = [Float](repeating: 0, count: Frame.sampleCount)
        isSilent = true
    }

    /// Samples beyond 20 ms are left out, missing ones are zero.
    package init(_ samples: some Sequence<Float>) {
        self.init()
        isSilent = false
        for (index, sample) in samples.prefix(Frame.sampleCount).enumerated() { self.samples[index] = sample }
    }

    package mutating func silence() {
        guard !isSilent else { return }
        isSilent = true
        for index in samples.indices { samples[index] = 0 }
    }

    /// Lets 960 samples be written in place.
    package mutating func write(_ body: (UnsafeMutablePointer<Float>) -> Void) {
        isSilent = false
        samples.withUnsafeMutableBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return }
            body(start)
        }
    }

    package func read<Result>(_ body: (UnsafePointer<Float>) -> Result) -> Result? {
        samples.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return nil }
            return body(start)
        }
    }
}
