/// Encodes one of the mixes of a call, and nothing once it has fallen silent.
///
/// After the last sound a few frames of silence are said, so that a receiver hears an end and makes nothing up for what
/// does not come (RFC 7587 §3.1.3).
final class MixEncoder {
    /// Frames of silence after sound: 240 ms, the last of which says that nothing follows.
    private static let tail = 12

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

    /// Takes how it is to encode from now on. Another coding dips the sound for some milliseconds, so it waits for silence
    /// unless repairs are needed.
    func use(_ wanted: OpusEncoder.Settings) {
        guard wanted != settings, left == 0 || wanted.coding == settings.coding || wanted.expectedLoss > 0 else { return }
        settings = wanted
        try? encoder.apply(settings)
    }

    /// Goes on where another stands.
    func take(over other: MixEncoder) {
        encoder.take(over: other.encoder)
        settings = other.settings
        left = other.left
        packet = other.packet
    }

    func encode(_ frame: Frame) {
        isFirst = left == 0
        if frame.isSilent {
            guard left > 0 else { return packet.removeAll(keepingCapacity: true) }
            left -= 1
            if left == 0 { return OpusPacket.discontinue(&packet) }
        } else {
            left = Self.tail
        }
        do throws(OpusError) { try encoder.encode(frame, into: &packet) } catch { packet.removeAll(keepingCapacity: true) }
    }
}
