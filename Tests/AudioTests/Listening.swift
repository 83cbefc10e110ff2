import Audio

/// One talker heard through a network in virtual time: what was added in delay, and what was made up.
struct Listening {
    /// Milliseconds after an unhindered packet's arrival that its first sample was played, for each frame with sound.
    private(set) var delays: [Double] = []
    /// For each frame, whether any of it was made up rather than heard or repaired.
    private(set) var isConcealed: [Bool] = []
    private(set) var isSilent: [Bool] = []
    private(set) var counts = JitterBuffer.Counts()
    /// Each packet, in order, that was decoded.
    private(set) var decoded: [Int] = []

    /// - Parameter carries: whether each packet repairs the one before it.
    init(_ network: Network, seconds: Int, seed: UInt64 = 1, carries: Bool = false) {
        let decoder = CountingDecoder(), playout = Playout(decoder: decoder)
        let deliveries = network.deliveries(of: seconds * 50, seed: seed)
        var next = 0, frame = Frame()
        for tick in 0..<seconds * 50 {
            let now = Int64(tick * Frame.sampleCount)
            while next < deliveries.count, deliveries[next].at <= now {
                let (number, at) = deliveries[next]
                CountingDecoder.payload(number, carries: carries).withUnsafeBytes {
                    _ = playout.receive(Self.packet(number), $0, at: at)
                }
                next += 1
            }
            let concealed = decoder.concealed
            playout.play(into: &frame, at: now)
            isConcealed.append(decoder.concealed > concealed)
            isSilent.append(frame.isSilent)
            guard let position = playout.position, !frame.isSilent else { continue }
            // What was just played began one frame before what is next.
            let begins = Double(position - Self.firstTimestamp - Int64(Frame.sampleCount)) / Double(Frame.sampleCount)
            delays.append(Double(now) / 48 - network.sentAt(0) - begins * 20 / (1 + network.drift / 1_000_000))
        }
        counts = playout.counts
        decoded = decoder.decoded
    }

    /// Just before the numbers wrap, so that each simulation goes over the edge.
    static let firstTimestamp: Int64 = Int64(UInt32.max) - 48_000

    static func packet(_ number: Int, source: UInt32 = 1) -> JitterBuffer.Packet {
        JitterBuffer.Packet(
            source: source, sequence: UInt16(truncatingIfNeeded: 65_500 + number),
            timestamp: UInt32(truncatingIfNeeded: firstTimestamp + Int64(number * Frame.sampleCount)))
    }

    var concealedShare: Double { Double(isConcealed.lazy.filter { $0 }.count) / Double(isConcealed.count) }

    func delay(quantile: Double, from: Double = 0) -> Double {
        let some = delays.dropFirst(Int(Double(delays.count) * from)).sorted()
        return some.isEmpty ? 0 : some[min(some.count - 1, Int(Double(some.count) * quantile))]
    }

    var median: Double { delay(quantile: 0.5) }
    var late: Double { delay(quantile: 0.99) }
}

/// Decodes nothing, but counts what it is asked; the sound is like a voice, so that it can be played faster.
final class CountingDecoder: SoundDecoder {
    private(set) var concealed = 0, repaired = 0, resets = 0
    private(set) var decoded: [Int] = []
    private static let sound: [Float] = {
        var voice = Voice()
        return (0..<12).flatMap { _ in voice.frame().samples }
    }()
    private var frame = 0
    /// Samples of a packet.
    private let duration: Int

    init(duration: Int = 960) { self.duration = duration }

    /// A packet of hybrid Opus as far as its first bytes go, with its number behind them.
    static func payload(_ number: Int, carries: Bool) -> [UInt8] {
        [0x78, carries ? 0xC0 : 0x80] + (0..<4).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }

    func decode(_ packet: [UInt8], into samples: UnsafeMutablePointer<Float>, room: Int) -> Int {
        decoded.append(packet.dropFirst(2).enumerated().reduce(0) { $0 | Int($1.element) << ($1.offset * 8) })
        return write(samples, duration)
    }

    func decodePrevious(_ packet: [UInt8], into samples: UnsafeMutablePointer<Float>, count: Int) -> Int {
        repaired += 1
        return write(samples, count)
    }

    func conceal(into samples: UnsafeMutablePointer<Float>, count: Int) -> Int {
        concealed += 1
        return write(samples, count)
    }

    func reset() { resets += 1 }

    private func write(_ samples: UnsafeMutablePointer<Float>, _ count: Int) -> Int {
        frame = (frame + 1) % 12
        Self.sound.withUnsafeBufferPointer {
            guard let start = $0.baseAddress else { return }
            for at in stride(from: 0, to: count, by: Frame.sampleCount) {
                (samples + at).update(from: start + frame * Frame.sampleCount, count: min(count - at, Frame.sampleCount))
            }
        }
        return count
    }
}
