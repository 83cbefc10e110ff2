/// Writes RTCP packets one after another into a buffer of the caller. Each is written whole or not at all.
package struct RTCPWriter {
    private let buffer: UnsafeMutableRawBufferPointer
    /// Bytes written.
    package private(set) var count = 0

    package init(into buffer: UnsafeMutableRawBufferPointer) { self.buffer = buffer }

    /// Bytes that a packet may still have.
    package var room: Int { buffer.count - count }

    /// A sender report with at most 31 blocks (RFC 3550 §6.4.1).
    package mutating func add(_ report: SenderReport, _ blocks: some Collection<ReportBlock> = []) throws(RTPError) {
        guard blocks.count <= ReportBlocks.limit else { throw .tooMany }
        let size = SenderReport.size + blocks.count * ReportBlock.size
        let start = try begin(type: RTCPType.senderReport, count: UInt8(blocks.count), size: size)
        report.write(buffer, at: start)
        write(blocks, at: start + SenderReport.size)
    }

    /// A receiver report with at most 31 blocks (RFC 3550 §6.4.2).
    package mutating func addReceiverReport(
        ssrc: UInt32, _ blocks: some Collection<ReportBlock> = []
    ) throws(RTPError) {
        guard blocks.count <= ReportBlocks.limit else { throw .tooMany }
        let size = 4 + blocks.count * ReportBlock.size
        let start = try begin(type: RTCPType.receiverReport, count: UInt8(blocks.count), size: size)
        buffer.store(ssrc, at: start)
        write(blocks, at: start + 4)
    }

    /// The canonical name of a source, of at most 255 bytes (RFC 3550 §6.5.1).
    package mutating func addName(_ name: [UInt8], of ssrc: UInt32) throws(RTPError) {
        guard name.count <= 255 else { throw .outOfRange }
        let size = (4 + 2 + name.count + 4) & ~3
        let start = try begin(type: RTCPType.sourceDescription, count: 1, size: size)
        buffer.store(ssrc, at: start)
        buffer[start + 4] = SourceDescription.canonicalName
        buffer[start + 5] = UInt8(name.count)
        for (place, byte) in name.enumerated() { buffer[start + 6 + place] = byte }
        for place in start + 6 + name.count..<start + size { buffer[place] = 0 }
    }

    /// The leaving of at most 31 sources (RFC 3550 §6.6).
    package mutating func addGoodbye(_ sources: some Collection<UInt32>) throws(RTPError) {
        guard sources.count <= 31 else { throw .tooMany }
        let start = try begin(type: RTCPType.goodbye, count: UInt8(sources.count), size: 4 * sources.count)
        for (place, ssrc) in sources.enumerated() { buffer.store(ssrc, at: start + 4 * place) }
    }
}

extension RTCPWriter {
    /// A request to send packets again, best given in their order (RFC 4585 §6.2.1).
    package mutating func addNack(_ head: FeedbackHead, _ lost: [SequenceNumber]) throws(RTPError) {
        var entries = 0
        forEachEntry(lost) { _, _ in entries += 1 }
        let start = try begin(
            type: RTCPType.transportFeedback, count: FeedbackFormat.nack, size: FeedbackHead.size + 4 * entries)
        head.write(buffer, at: start)
        var place = start + FeedbackHead.size
        forEachEntry(lost) { first, mask in
            buffer.store(first.rawValue, at: place)
            buffer.store(mask, at: place + 2)
            place += 4
        }
    }

    /// A picture was lost (RFC 4585 §6.3.1).
    package mutating func addPictureLoss(_ head: FeedbackHead) throws(RTPError) {
        let start = try begin(
            type: RTCPType.payloadFeedback, count: FeedbackFormat.pictureLoss, size: FeedbackHead.size)
        head.write(buffer, at: start)
    }

    /// Requests for whole pictures (RFC 5104 §4.3.1).
    package mutating func addFullIntra(
        sender: UInt32, _ requests: some Collection<FullIntraRequests.Request>
    ) throws(RTPError) {
        let size = FeedbackHead.size + 8 * requests.count
        let start = try begin(type: RTCPType.payloadFeedback, count: FeedbackFormat.fullIntra, size: size)
        FeedbackHead(sender: sender, media: 0).write(buffer, at: start)
        for (place, request) in requests.enumerated() {
            buffer.store(request.ssrc, at: start + 8 + 8 * place)
            buffer.store(UInt32(request.number) << 24, at: start + 12 + 8 * place)
        }
    }

    /// Feedback of a format, whose `size` bytes after the head are written by the caller.
    mutating func addTransportFeedback(
        _ head: FeedbackHead, size: Int
    ) throws(RTPError) -> UnsafeMutableRawBufferPointer {
        let start = try begin(
            type: RTCPType.transportFeedback, count: FeedbackFormat.transportWide, size: FeedbackHead.size + size)
        head.write(buffer, at: start)
        return UnsafeMutableRawBufferPointer(rebasing: buffer[start + FeedbackHead.size..<start + FeedbackHead.size + size])
    }
}

extension RTCPWriter {
    /// Claims a packet of some bytes after its first word, in whole words, and says where they begin.
    private mutating func begin(type: UInt8, count number: UInt8, size: Int) throws(RTPError) -> Int {
        guard room >= 4 + size else { throw .noRoom }
        guard let words = UInt16(exactly: size / 4) else { throw .tooMany }
        buffer[count] = 0x80 | number
        buffer[count + 1] = type
        buffer.store(words, at: count + 2)
        count += 4 + size
        return count - size
    }

    private func write(_ blocks: some Collection<ReportBlock>, at start: Int) {
        for (place, block) in blocks.enumerated() { block.write(buffer, at: start + place * ReportBlock.size) }
    }

    /// Folds numbers that follow within 16 places into the mask of the one before them.
    private func forEachEntry(_ lost: [SequenceNumber], _ body: (SequenceNumber, UInt16) -> Void) {
        var first: SequenceNumber?, mask: UInt16 = 0
        for sequence in lost {
            if let first, 1...16 ~= sequence.distance(from: first) {
                mask |= 1 << UInt16(sequence.distance(from: first) - 1)
            } else {
                if let first { body(first, mask) }
                first = sequence
                mask = 0
            }
        }
        if let first { body(first, mask) }
    }
}
