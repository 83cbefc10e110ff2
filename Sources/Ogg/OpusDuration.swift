/// How long an Opus packet is, as its first bytes say (RFC 6716 §3.1, §3.2).
enum OpusDuration {
    /// Bytes of the longest packet of one stream: 120 ms (RFC 7845 §6).
    static let maxPacket = 61_440
    private static let maxSamples = 5760

    /// Samples at 48 kHz; nil for what is no packet.
    static func samples(_ packet: UnsafeRawBufferPointer) -> Int? {
        guard let head = packet.first, let frames = frames(head, packet) else { return nil }
        let samples = frames * frameSamples(Int(head >> 3))
        return (1...maxSamples).contains(samples) ? samples : nil
    }

    private static func frames(_ head: UInt8, _ packet: UnsafeRawBufferPointer) -> Int? {
        switch head & 3 {
        case 0: 1
        case 1, 2: 2
        default: packet.count > 1 ? Int(packet[1] & 0x3F) : nil
        }
    }

    private static func frameSamples(_ configuration: Int) -> Int {
        switch configuration {
        case 0..<12: configuration & 3 == 3 ? 2880 : 480 << (configuration & 3)
        case 12..<16: configuration & 1 == 0 ? 480 : 960
        default: 120 << (configuration & 3)
        }
    }
}
