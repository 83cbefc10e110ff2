private import COpus

/// An Opus decoder to mono, 48 kHz; it mixes stereo down itself (RFC 6716).
///
/// Confined to one thread at a time. All memory is taken when it is made.
package final class OpusDecoder {
    private let state: OpaquePointer

    package init() throws(OpusError) {
        var code: Int32 = 0
        guard let state = opus_decoder_create(Int32(Frame.rate), 1, &code) else { throw .notCreated(code: code) }
        self.state = state
    }

    deinit { opus_decoder_destroy(state) }

    /// Forgets the past, as before a talker who begins anew.
    package func reset() { _ = confab_opus_decoder_reset(state) }

    /// Decodes a packet to at most `room` samples and gives how many.
    package func decode(
        _ packet: [UInt8], into samples: UnsafeMutablePointer<Float>, room: Int = OpusPacket.maxSamples
    ) throws(OpusError) -> Int {
        try run(packet, samples, room, previous: 0)
    }

    /// Decodes what a packet says about the `count` samples before it, or conceals them when it says nothing.
    package func decodePrevious(
        _ packet: [UInt8], into samples: UnsafeMutablePointer<Float>, count: Int = Frame.sampleCount
    ) throws(OpusError) -> Int {
        try run(packet, samples, count, previous: 1)
    }

    /// Makes up `count` samples, a multiple of 120 (2.5 ms), for a packet that did not come; they fade when there are many.
    package func conceal(
        into samples: UnsafeMutablePointer<Float>, count: Int = Frame.sampleCount
    ) throws(OpusError) -> Int {
        let made = opus_decode_float(state, nil, 0, samples, Int32(clamping: count), 0)
        guard made > 0 else { throw .badPacket(code: made) }
        return Int(made)
    }

    private func run(
        _ packet: [UInt8], _ samples: UnsafeMutablePointer<Float>, _ room: Int, previous: Int32
    ) throws(OpusError) -> Int {
        let made = packet.withUnsafeBufferPointer {
            $0.isEmpty
                ? OPUS_INVALID_PACKET
                : opus_decode_float(state, $0.baseAddress, Int32(clamping: $0.count), samples, Int32(clamping: room), previous)
        }
        guard made > 0 else { throw .badPacket(code: made) }
        return Int(made)
    }
}
