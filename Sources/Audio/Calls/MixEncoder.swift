/// Encodes one of the mixes of a call, and nothing once it has fallen silent.
///
/// After the last sound a few frames of silence are said, so that a receiver hears an end and makes nothing up for what
/// does not come (RFC 7587 §3.1.3).
final class MixEncoder {
    /// Frames of silence after sound: 240 ms, after which Opus itself says that nothing follows.
    private static let tail = 12
    /// Bits a second that repairs may add, so that they are not taken from the sound itself.
    private static let repairs = 8000

    private let encoder: OpusEncoder
    private var settings: OpusEncoder.Settings
    /// Frames of silence that are still to be said.
    private var left = 0
    /// The frame encoded last; empty when nothing is to be sent.
    private(set) var packet: [UInt8] = []
    /// Whether the packet is the first after silence.
    private(set) var isFirst = false

    init(_ settings: OpusEncoder.Settings) throws(OpusError) {
        encoder = try OpusEncoder(settings)
        self.settings = settings
    }

    /// Whether a silent frame would still make a packet.
    var isSounding: Bool { left > 0 }

    /// Sets the share of packets that listeners lose, in percent.
    func expect(loss: Int) {
        guard settings.expectedLoss != loss else { return }
        settings.bitrate += (loss > 0 ? Self.repairs : 0) - (settings.expectedLoss > 0 ? Self.repairs : 0)
        settings.expectedLoss = loss
        try? encoder.apply(settings)
    }

    /// Goes on where another stands.
    func take(over other: MixEncoder) {
        encoder.take(over: other.encoder)
        settings = other.settings
        left = other.left
    }

    func encode(_ frame: Frame) {
        isFirst = left == 0
        if frame.isSilent {
            guard left > 0 else { return packet.removeAll(keepingCapacity: true) }
            if left == Self.tail { setDiscontinuous(true) }
            left -= 1
        } else {
            if settings.isDiscontinuous { setDiscontinuous(false) }
            left = Self.tail
        }
        do throws(OpusError) { try encoder.encode(frame, into: &packet) } catch { packet.removeAll(keepingCapacity: true) }
        if frame.isSilent, packet.count <= 2 { left = 0 }
    }

    private func setDiscontinuous(_ isOn: Bool) {
        settings.isDiscontinuous = isOn
        try? encoder.apply(settings)
    }
}
