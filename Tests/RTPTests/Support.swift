import RTP

/// A generator that gives the same numbers each time (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8.random(in: 0...255, using: &self) } }
}

/// Bytes written into a buffer of a size, cut where the writer says.
func written(room: Int = 1500, _ write: (UnsafeMutableRawBufferPointer) throws -> Int) rethrows -> [UInt8] {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: room, alignment: 1)
    defer { buffer.deallocate() }
    buffer.initializeMemory(as: UInt8.self, repeating: 0xEE)
    return Array(buffer.prefix(try write(buffer)))
}

/// Bytes of RTCP written into a buffer of a size.
func control(room: Int = 1500, _ write: (inout RTCPWriter) throws -> Void) rethrows -> [UInt8] {
    try written(room: room) { buffer in
        var writer = RTCPWriter(into: buffer)
        try write(&writer)
        return writer.count
    }
}

/// What is read of each RTCP packet, in words that can be compared.
enum Told: Equatable {
    case senderReport(SenderReport, [ReportBlock])
    case receiverReport(UInt32, [ReportBlock])
    case sourceDescription([String])
    case goodbye([UInt32], String?)
    case nack(FeedbackHead, [UInt16])
    case pictureLoss(FeedbackHead)
    case fullIntra(FeedbackHead, [FullIntraRequests.Request])
    case transportFeedback(FeedbackHead, number: UInt8, [TransportFeedback.Packet])
    case bitrateEstimate(UInt64, [UInt32])
    case unread(UInt8, UInt8)

    init(_ packet: RTCPPacket) {
        switch packet {
        case .senderReport(let report, let blocks): self = .senderReport(report, Array(blocks))
        case .receiverReport(let ssrc, let blocks): self = .receiverReport(ssrc, Array(blocks))
        case .sourceDescription(let items):
            self = .sourceDescription(items.map { "\($0.ssrc) \($0.type) \(String(decoding: $0.text, as: UTF8.self))" })
        case .goodbye(let leave): self = .goodbye(Array(leave.sources), leave.reason.map { String(decoding: $0, as: UTF8.self) })
        case .nack(let lost): self = .nack(lost.head, lost.map(\.rawValue))
        case .pictureLoss(let head): self = .pictureLoss(head)
        case .fullIntra(let requests): self = .fullIntra(requests.head, Array(requests))
        case .transportFeedback(let feedback):
            self = .transportFeedback(feedback.head, number: feedback.number, Array(feedback))
        case .bitrateEstimate(let estimate): self = .bitrateEstimate(estimate.bitrate, Array(estimate.sources))
        case .unread(let type, let count): self = .unread(type, count)
        }
    }
}

func told(_ bytes: [UInt8], form: RTCPCompound.Form = .reducedSize) throws -> [Told] {
    try bytes.withUnsafeBytes { try RTCPCompound($0, form: form).map { Told($0) } }
}
