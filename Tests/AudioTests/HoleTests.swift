import Audio
import Testing

/// A voice that does not pause, through a network and real codecs: no 10 ms of it are missing.
@Suite struct HoleTests {
    enum Codec: Sendable { case opus, g711 }

    /// The share of windows of 10 ms that are 10 dB under the mean, after two seconds in which the network is learned.
    private func holes(_ network: Network, _ codec: Codec) throws -> Double {
        let playout = codec == .opus ? try Playout() : Playout(decoder: G711Decoder(law: .aLaw))
        let payloads = codec == .opus ? try Self.opus.get() : try Self.g711.get()
        let deliveries = network.deliveries(of: payloads.count, seed: 5)
        var next = 0, frame = Frame(), windows: [Float] = []
        for tick in 0..<payloads.count {
            let now = Int64(tick * Frame.sampleCount)
            while next < deliveries.count, deliveries[next].at <= now {
                let (number, at) = deliveries[next]
                var packet = Listening.packet(number)
                if codec == .g711 { (packet.timestamp, packet.clockScale) = (UInt32(truncatingIfNeeded: number * 160 - 999), 6) }
                payloads[number].withUnsafeBytes { _ = playout.receive(packet, $0, at: at) }
                next += 1
            }
            playout.play(into: &frame, at: now)
            windows.append(frame.samples[..<480].reduce(0) { $0 + $1 * $1 } / 480)
            windows.append(frame.samples[480...].reduce(0) { $0 + $1 * $1 } / 480)
        }
        let heard = windows[200..<windows.count - 20]
        let mean = heard.reduce(0, +) / Float(heard.count)
        return Double(heard.lazy.filter { $0 < mean / 10 }.count) / Double(heard.count)
    }

    private static let opus = Result { try payloads(.opus, count: 500) }, g711 = Result { try payloads(.g711, count: 500) }

    private static func payloads(_ codec: Codec, count: Int) throws -> [[UInt8]] {
        var voice = Voice(isSteady: true), packet: [UInt8] = [], down = Downsampler(), narrow = [Float](repeating: 0, count: 160)
        let encoder = try OpusEncoder()
        return try (0..<count).map { _ in
            let frame = voice.frame()
            switch codec {
            case .opus: try encoder.encode(frame, into: &packet)
            case .g711:
                down.resample(frame, to: &narrow)
                packet = narrow.map(G711.aLaw.encode)
            }
            return packet
        }
    }

    @Test(
        arguments: [(0.0, 0.0, 0.0), (0.02, 0, 0.004), (0.05, 0, 0.01), (0, 40, 0.004), (0, 100, 0.005), (0.02, 40, 0.01)],
        [Codec.opus, .g711])
    func lossAndJitterMakeNoHoles(_ network: (loss: Double, jitter: Double, most: Double), _ codec: Codec) throws {
        var lossy = Network()
        (lossy.loss, lossy.jitter) = (network.loss, network.jitter)
        let share = try holes(lossy, codec)
        #expect(share <= network.most, "\(share)")
    }

    @Test func aSecondOfNothingIsAHole() throws {
        var stalled = Network()
        stalled.stalls = [5000..<6000]
        #expect(try holes(stalled, .opus) > 0.02)
    }
}
