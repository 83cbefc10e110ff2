/// Samples that were decoded and wait to be played.
struct SampleQueue: Equatable, Sendable {
    /// The longest packet and two frames beside it.
    private static let capacity = OpusPacket.maxSamples + 2 * Frame.sampleCount
    private var samples = [Float](repeating: 0, count: capacity)
    private(set) var count = 0

    mutating func removeAll() { count = 0 }

    /// Lets as many samples as `body` says be written behind those that wait; it may look at `room`.
    mutating func append<Failure: Error>(
        _ body: (UnsafeMutablePointer<Float>, _ room: Int) throws(Failure) -> Int
    ) throws(Failure) {
        let count = self.count
        let made = try samples.withUnsafeMutableBufferPointer { buffer throws(Failure) -> Int in
            guard let start = buffer.baseAddress else { return 0 }
            return try body(start + count, buffer.count &- count)
        }
        self.count = min(Self.capacity, count &+ max(0, made))
    }

    /// Lets the newest `tail` samples be made fewer or more; `body` gives how many they are then.
    mutating func reshape(tail: Int, _ body: (UnsafeMutablePointer<Float>, _ room: Int) -> Int) {
        guard tail > 0, tail <= count else { return }
        count &-= tail
        append { start, room in body(start, room) }
    }

    /// Moves 960 samples to `target`; missing ones are zero.
    mutating func take(_ target: UnsafeMutablePointer<Float>) {
        let taken = min(count, Frame.sampleCount), rest = count &- taken
        samples.withUnsafeMutableBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return }
            target.update(from: start, count: taken)
            start.update(from: start + taken, count: rest)
        }
        for index in taken..<Frame.sampleCount { target[index] = 0 }
        count = rest
    }
}
