import Audio
import Foundation
import RTP

/// What a participant says: a tone in frames of 20 ms.
final class Mouth {
    let tone: Double
    let ssrc: UInt32
    private let encoder: OpusEncoder
    private var sequence: UInt16 = 1
    private var phase = 0
    private(set) var sent: Set<[UInt8]> = []
    /// The level that packets tell; nil for none.
    var level: UInt8? = 20
    var marksVoice = true

    init(tone: Double, ssrc: UInt32) throws {
        self.tone = tone
        self.ssrc = ssrc
        encoder = try OpusEncoder()
    }

    /// The next 20 ms, in clear.
    func next() -> [UInt8] {
        let frame = Frame((0..<960).map { Float(0.15 * sin(2 * .pi * tone * Double(phase + $0) / 48_000)) })
        phase += 960
        var payload: [UInt8] = []
        try? encoder.encode(frame, into: &payload)
        sent.insert(payload)
        let header = RTPHeader(
            payloadType: 111, sequence: SequenceNumber(sequence), timestamp: RTPTimestamp(UInt32(sequence) &* 960), ssrc: ssrc)
        sequence &+= 1
        return packet(header, payload)
    }

    private func packet(_ header: RTPHeader, _ payload: [UInt8]) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 1500)
        let count = bytes.withUnsafeMutableBytes { buffer -> Int in
            guard var writer = try? RTPPacketWriter(header, into: buffer) else { return 0 }
            if let level { try? writer.addExtension(1, byte: VoiceLevel(attenuation: level, isVoice: marksVoice).byte) }
            payload.withUnsafeBytes { try? writer.addPayload($0) }
            return (try? writer.finish()) ?? 0
        }
        return Array(bytes.prefix(count))
    }
}
