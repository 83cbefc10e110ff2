/// What the first bytes of an Opus packet say (RFC 6716 §3.1, §4.2), read without decoding it.
package enum OpusPacket {
    /// Bytes of the largest frame (RFC 6716 §3.2.1); one packet of 20 ms is no larger.
    package static let maxFrame = 1275
    /// Samples of the longest packet at 48 kHz: 120 ms.
    package static let maxSamples = 5760

    /// Samples at 48 kHz; nil for bytes that are no packet.
    package static func sampleCount(_ packet: UnsafeRawBufferPointer) -> Int? {
        guard let head = packet.first else { return nil }
        let frames: Int
        switch head & 3 {
        case 0: frames = 1
        case 1, 2: frames = 2
        default:
            guard packet.count > 1 else { return nil }
            frames = Int(packet[1] & 0x3F)
        }
        let samples = frames * frameSamples(head)
        return (1...maxSamples).contains(samples) ? samples : nil
    }

    /// Whether the packet also carries the frame before it, at a lower rate (RFC 6716 §4.2.5).
    package static func carriesPrevious(_ packet: UnsafeRawBufferPointer) -> Bool {
        guard let head = packet.first, head & 3 == 0, head < 0x80, packet.count > 2 else { return false }
        let silkFrames = max(1, frameSamples(head) / Frame.sampleCount)
        let isStereo = head & 4 != 0
        let middle = packet[1] >> UInt8(truncatingIfNeeded: 7 - silkFrames) & 1 != 0
        guard isStereo, silkFrames <= 3 else { return middle }
        return middle || packet[1] >> UInt8(truncatingIfNeeded: max(0, 6 - 2 * silkFrames)) & 1 != 0
    }

    /// Whether the sender says that nothing is to be heard and sends little more until there is (DTX).
    package static func isDiscontinuous(_ packet: UnsafeRawBufferPointer) -> Bool { packet.count <= 2 }

    /// Makes of a packet one of the same kind that says so: its first byte, with one frame of no bytes (RFC 6716 §3.2.1).
    package static func discontinue(_ packet: inout [UInt8]) {
        guard let head = packet.first else { return }
        packet.replaceSubrange(0..., with: CollectionOfOne(head & 0xFC))
    }

    private static func frameSamples(_ head: UInt8) -> Int {
        let config = Int(head >> 3)
        switch config {
        case 0..<12: return config & 3 == 3 ? 2880 : 480 << (config & 3)
        case 12..<16: return config & 1 == 0 ? 480 : 960
        default: return 120 << (config & 3)
        }
    }
}
