import Audio

/// From a talker's packets to a listener's, as a call does it: jitter buffer, decoder, mixer with its gain, encoder.
final class Path {
    private static let talker = TalkerID(1)
    /// Seconds between a tick and the first packet's arrival.
    private static let phase = 0.007
    private let mix: CallMix
    private let audience: Int
    private var sent: [TimedPacket] = []

    /// - Parameters:
    ///   - audience: how many there are in the call.
    ///   - isRepairing: whether the listener is known to lose packets.
    init(_ settings: CallMix.Settings, audience: Int, isRepairing: Bool) throws {
        mix = try CallMix(settings)
        mix.isRepairing = isRepairing
        self.audience = audience
    }

    /// Frames are due every 20 ms; what is sent then has that time.
    func run(_ packets: [TimedPacket]) throws -> [TimedPacket] {
        let packets = packets.sorted { $0.seconds < $1.seconds }
        guard let first = packets.first, let last = packets.last else { return [] }
        let began = first.seconds - Self.phase
        var next = 0
        for tick in 0..<Int((last.seconds - began) * 50) + 20 {
            let now = Int64(tick * Frame.sampleCount)
            while next < packets.count, Self.samples(packets[next].seconds - began) <= now {
                take(packets[next], at: Self.samples(packets[next].seconds - began))
                next += 1
            }
            mix.tick(at: now, audience: audience)
            if let sound = mix.sound { send(sound.packet, tick, from: began) }
        }
        return sent
    }

    private func send(_ payload: [UInt8], _ tick: Int, from began: Double) {
        sent.append(
            TimedPacket(
                seconds: began + Double(tick) * 0.02, sequence: UInt16(truncatingIfNeeded: sent.count),
                timestamp: UInt32(truncatingIfNeeded: tick * Frame.sampleCount), payload: payload))
    }

    private static func samples(_ seconds: Double) -> Int64 { Int64(seconds * Double(Frame.rate)) }

    private func take(_ packet: TimedPacket, at now: Int64) {
        let header = JitterBuffer.Packet(source: 1, sequence: packet.sequence, timestamp: packet.timestamp)
        packet.payload.withUnsafeBytes { mix.receive(header, $0, level: nil, isVoice: true, of: Self.talker, at: now) }
    }
}
