import Audio

/// From a talker's packets to a listener's: jitter buffer, decoder, mixer with its gain, encoder.
final class Path {
    private let playout: Playout
    private let encoder: OpusEncoder
    private var mixer: Mixer
    /// Milliseconds of all that waited, at each frame.
    private var targets: [Double] = []

    init(_ settings: OpusEncoder.Settings, gain: AutomaticGain.Settings) throws {
        playout = try Playout()
        encoder = try OpusEncoder(settings)
        mixer = Mixer(gain: gain)
    }

    var summary: String {
        let sorted = targets.sorted()
        return "\(playout.counts) target median \(sorted.isEmpty ? 0 : sorted[sorted.count / 2]) max \(sorted.last ?? 0) ms"
    }

    /// Frames are due at every 20 ms from the first packet on; what is sent then has that time.
    func run(_ packets: [TimedPacket]) throws -> [TimedPacket] {
        let packets = packets.sorted { $0.seconds < $1.seconds }
        guard let first = packets.first, let last = packets.last else { return [] }
        var result: [TimedPacket] = [], next = 0, frame = Frame(), payload: [UInt8] = [], wasSilent = true
        for tick in 0..<Int((last.seconds - first.seconds) * 50) + 20 {
            let now = Int64(tick * Frame.sampleCount)
            while next < packets.count, Self.samples(packets[next].seconds - first.seconds) <= now {
                take(packets[next], at: Self.samples(packets[next].seconds - first.seconds))
                next += 1
            }
            playout.play(into: &frame, at: now)
            targets.append(Double(playout.target) / 48)
            mixer.begin()
            mixer.add(frame, of: TalkerID(1))
            mixer.finish()
            guard !mixer.shared.isSilent else {
                wasSilent = true
                continue
            }
            if wasSilent { encoder.reset() }
            wasSilent = false
            try encoder.encode(mixer.shared, into: &payload)
            result.append(
                TimedPacket(
                    seconds: first.seconds + Double(tick) * 0.02, sequence: UInt16(truncatingIfNeeded: result.count),
                    timestamp: UInt32(truncatingIfNeeded: tick * Frame.sampleCount), payload: payload))
        }
        return result
    }

    private static func samples(_ seconds: Double) -> Int64 { Int64(seconds * Double(Frame.rate)) }

    private func take(_ packet: TimedPacket, at now: Int64) {
        let duration = packet.payload.withUnsafeBytes(OpusPacket.sampleCount) ?? 0
        let header = JitterBuffer.Packet(
            source: 1, sequence: packet.sequence, timestamp: packet.timestamp, duration: duration)
        packet.payload.withUnsafeBytes { _ = playout.receive(header, $0, at: now) }
    }
}
