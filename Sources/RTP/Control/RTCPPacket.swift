/// One RTCP packet as it lies in a buffer.
package enum RTCPPacket {
    case senderReport(SenderReport, ReportBlocks)
    case receiverReport(ssrc: UInt32, ReportBlocks)
    case sourceDescription(SourceDescription)
    case goodbye(Goodbye)
    case nack(LostPackets)
    case pictureLoss(FeedbackHead)
    case fullIntra(FullIntraRequests)
    case transportFeedback(TransportFeedback)
    case bitrateEstimate(BitrateEstimate)
    /// Of another type or format, or wrong in its content.
    case unread(type: UInt8, count: UInt8)

    /// From what follows the first word, and from that word's count or format.
    init(type: UInt8, count: UInt8, body: UnsafeRawBufferPointer) {
        self = Self.read(type: type, count: count, body: body) ?? .unread(type: type, count: count)
    }

    private static func read(type: UInt8, count: UInt8, body: UnsafeRawBufferPointer) -> RTCPPacket? {
        switch type {
        case RTCPType.senderReport:
            guard let report = SenderReport(body) else { return nil }
            return ReportBlocks(body, from: SenderReport.size, count: count).map { .senderReport(report, $0) }
        case RTCPType.receiverReport:
            return ReportBlocks(body, from: 4, count: count).map { .receiverReport(ssrc: body.uint32(at: 0), $0) }
        case RTCPType.sourceDescription:
            return SourceDescription(body, count: count).map { .sourceDescription($0) }
        case RTCPType.goodbye:
            return Goodbye(body, count: count).map { .goodbye($0) }
        case RTCPType.transportFeedback, RTCPType.payloadFeedback:
            guard let head = FeedbackHead(body) else { return nil }
            let rest = body.part(FeedbackHead.size..<body.count)
            return type == RTCPType.transportFeedback
                ? transport(head, format: count, rest) : payload(head, format: count, rest)
        default:
            return nil
        }
    }

    private static func transport(_ head: FeedbackHead, format: UInt8, _ rest: UnsafeRawBufferPointer) -> RTCPPacket? {
        switch format {
        case FeedbackFormat.nack: .nack(LostPackets(head: head, bytes: rest))
        case FeedbackFormat.transportWide: TransportFeedback(head: head, rest).map { .transportFeedback($0) }
        default: nil
        }
    }

    private static func payload(_ head: FeedbackHead, format: UInt8, _ rest: UnsafeRawBufferPointer) -> RTCPPacket? {
        switch format {
        case FeedbackFormat.pictureLoss: .pictureLoss(head)
        case FeedbackFormat.fullIntra: .fullIntra(FullIntraRequests(head: head, bytes: rest))
        case FeedbackFormat.application: BitrateEstimate(head: head, rest).map { .bitrateEstimate($0) }
        default: nil
        }
    }
}
