private import COpus

/// An Opus encoder: mono, 48 kHz, 20 ms (RFC 6716, RFC 7587).
///
/// Confined to one thread at a time. All memory is taken when it is made.
package final class OpusEncoder {
    package enum Coding: Sendable {
        /// All that Opus has for speech: few bits, and repairs.
        case voice
        /// CELT alone: a third of the work and 4 ms less delay for more bits; nothing is repaired, and nothing above 12 kHz kept.
        case lowDelay
    }

    package struct Settings: Equatable, Sendable {
        package var coding = Coding.voice
        /// Bits a second, 6 000 to 128 000.
        package var bitrate = 32_000
        /// 0 (least work) to 10.
        package var complexity = 5
        /// Percent of packets that the network is thought to lose; above zero each packet also carries the one before.
        package var expectedLoss = 0

        package init(_ coding: Coding = .voice, bitrate: Int = 32_000, expectedLoss: Int = 0) {
            self.coding = coding
            self.bitrate = bitrate
            self.expectedLoss = expectedLoss
        }
    }

    private let state: OpaquePointer
    private var output = [UInt8](repeating: 0, count: OpusPacket.maxFrame)
    package private(set) var settings: Settings

    package init(_ settings: Settings = Settings()) throws(OpusError) {
        var code: Int32 = 0
        guard let state = opus_encoder_create(Int32(Frame.rate), 1, settings.coding.application, &code) else {
            throw .notCreated(code: code)
        }
        self.state = state
        self.settings = settings
        try apply(settings)
    }

    deinit { opus_encoder_destroy(state) }

    /// Changes what may change between frames. Another coding begins anew: a decoder fades over to it.
    package func apply(_ settings: Settings) throws(OpusError) {
        if settings.coding != self.settings.coding {
            let code = opus_encoder_init(state, Int32(Frame.rate), 1, settings.coding.application)
            guard code == OPUS_OK else { throw .notCreated(code: code) }
        }
        try set(OPUS_SET_MAX_BANDWIDTH_REQUEST, Int(settings.coding.bandwidth))
        try set(OPUS_SET_BITRATE_REQUEST, settings.bitrate)
        try set(OPUS_SET_COMPLEXITY_REQUEST, settings.complexity)
        try set(OPUS_SET_PACKET_LOSS_PERC_REQUEST, settings.expectedLoss)
        try set(OPUS_SET_INBAND_FEC_REQUEST, settings.expectedLoss > 0 ? 1 : 0)
        try set(OPUS_SET_SIGNAL_REQUEST, Int(OPUS_SIGNAL_VOICE))
        self.settings = settings
    }

    /// Goes on where another encoder of this kind stands, so that its listeners hear no seam.
    package func take(over other: OpusEncoder) {
        confab_opus_encoder_copy(state, other.state)
        settings = other.settings
    }

    /// Replaces `packet`, whose storage is kept, with the frame encoded.
    package func encode(_ frame: Frame, into packet: inout [UInt8]) throws(OpusError) {
        let capacity = Int32(output.count)
        let made: Int32? = output.withUnsafeMutableBufferPointer { output -> Int32? in
            guard let start = output.baseAddress else { return nil }
            return frame.read { opus_encode_float(state, $0, Int32(Frame.sampleCount), start, capacity) }
        }
        packet.removeAll(keepingCapacity: true)
        guard let count = made, count > 0 else { throw .notEncoded(code: made ?? 0) }
        output.withUnsafeBufferPointer { packet.append(contentsOf: UnsafeBufferPointer(rebasing: $0[..<Int(count)])) }
    }

    private func set(_ request: Int32, _ value: Int) throws(OpusError) {
        let code = confab_opus_encoder_set(state, request, Int32(clamping: value))
        guard code == OPUS_OK else { throw .notCreated(code: code) }
    }
}

extension OpusEncoder.Coding {
    fileprivate var application: Int32 {
        switch self {
        case .voice: OPUS_APPLICATION_VOIP
        case .lowDelay: OPUS_APPLICATION_RESTRICTED_LOWDELAY
        }
    }

    fileprivate var bandwidth: Int32 {
        switch self {
        case .voice: OPUS_BANDWIDTH_FULLBAND
        case .lowDelay: OPUS_BANDWIDTH_SUPERWIDEBAND
        }
    }
}
