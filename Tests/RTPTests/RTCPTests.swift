import RTP
import Testing

@Suite struct RTCPTests {
    private static let report = SenderReport(
        ssrc: 0x0102_0304, time: NTPTimestamp(0x1122_3344_5566_7788), timestamp: RTPTimestamp(0x99AA_BBCC), packets: 10, octets: 11)
    private static let blocks = [
        ReportBlock(
            ssrc: 5, fractionLost: 6, lost: -7, highest: 8, jitter: 9, reported: ReportBlock.Echo(lastReport: 10, delay: 11)),
        ReportBlock(ssrc: 12, fractionLost: 255, lost: 0x7F_FFFF, highest: 14, jitter: 15),
    ]
    private static let head = FeedbackHead(sender: 1, media: 2)

    private static func everything(room: Int = 1500) throws -> [UInt8] {
        try control(room: room) { writer in
            try writer.add(report, blocks)
            try writer.addReceiverReport(ssrc: 3, blocks)
            try writer.addName(Array("someone".utf8), of: 4)
            try writer.addNack(head, [65530, 65531, 65535, 10, 11, 300].map { SequenceNumber($0) })
            try writer.addPictureLoss(head)
            try writer.addFullIntra(
                sender: 1, [.init(ssrc: 2, number: 3), .init(ssrc: 4, number: 255)])
            try writer.addGoodbye([6, 7])
        }
    }

    @Test func `each packet is read as it was written`() throws {
        let packets = try told(try Self.everything(), form: .full)
        #expect(
            packets == [
                .senderReport(Self.report, Self.blocks), .receiverReport(3, Self.blocks), .sourceDescription(["4 1 someone"]),
                .nack(Self.head, [65530, 65531, 65535, 10, 11, 300]), .pictureLoss(Self.head),
                .fullIntra(FeedbackHead(sender: 1, media: 0), [.init(ssrc: 2, number: 3), .init(ssrc: 4, number: 255)]),
                .goodbye([6, 7], nil),
            ])
    }

    @Test func `packets are written byte for byte as their RFCs say`() throws {
        #expect(try control { try $0.addPictureLoss(Self.head) } == [0x81, 206, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2])
        #expect(
            try control { try $0.addNack(Self.head, [7, 8, 23].map { SequenceNumber($0) }) } == [
                0x81, 205, 0, 3, 0, 0, 0, 1, 0, 0, 0, 2, 0, 7, 0x80, 0x01,
            ])
        #expect(
            try control { try $0.addName([0x61, 0x62], of: 9) } == [0x81, 202, 0, 3, 0, 0, 0, 9, 1, 2, 0x61, 0x62, 0, 0, 0, 0])
        #expect(
            try control { try $0.addFullIntra(sender: 1, [.init(ssrc: 2, number: 3)]) } == [
                0x84, 206, 0, 4, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 2, 3, 0, 0, 0,
            ])
        let block = ReportBlock(ssrc: 1, fractionLost: 2, lost: -2, highest: 3, jitter: 4)
        #expect(
            try control { try $0.addReceiverReport(ssrc: 9, [block]) } == [
                0x81, 201, 0, 7, 0, 0, 0, 9, 0, 0, 0, 1, 2, 0xFF, 0xFF, 0xFE, 0, 0, 0, 3, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0,
            ])
    }

    @Test func `a packet that does not fit is not begun`() throws {
        let whole = try Self.everything()
        for room in 0..<whole.count { #expect(throws: RTPError.noRoom, "\(room)") { try Self.everything(room: room) } }
        #expect(try Self.everything(room: whole.count) == whole)
        let partly = control(room: 30) { writer in
            try? writer.addPictureLoss(Self.head)
            try? writer.add(Self.report)
            try? writer.addReceiverReport(ssrc: 3)
        }
        #expect(try told(partly) == [.pictureLoss(Self.head), .receiverReport(3, [])])
    }

    @Test func `more than the counts can say is refused`() {
        let many = [ReportBlock](repeating: Self.blocks[0], count: 32)
        #expect(throws: RTPError.tooMany) { try control { try $0.add(Self.report, many) } }
        #expect(throws: RTPError.tooMany) { try control { try $0.addReceiverReport(ssrc: 1, many) } }
        #expect(throws: RTPError.tooMany) { try control { try $0.addGoodbye(0..<32) } }
        #expect(throws: RTPError.outOfRange) { try control { try $0.addName([UInt8](repeating: 1, count: 256), of: 1) } }
    }

    @Test func `names of every length are padded to whole words`() throws {
        for count in 0...255 {
            let name = [UInt8](repeating: 0x61, count: count), bytes = try control { try $0.addName(name, of: 4) }
            #expect(bytes.count % 4 == 0)
            #expect(try told(bytes) == [.sourceDescription(["4 1 " + String(repeating: "a", count: count)])])
        }
    }

    @Test func `several chunks of a description are read`() throws {
        let bytes: [UInt8] = [
            0x82, 202, 0, 6, 0, 0, 0, 1, 1, 1, 0x61, 2, 1, 0x62, 0, 0, 0, 0, 0, 2, 3, 0, 1, 1, 0x63, 0, 0, 0,
        ]
        #expect(try told(bytes) == [.sourceDescription(["1 1 a", "1 2 b", "2 3 ", "2 1 c"])])
        var cut = bytes
        cut[9] = 40
        #expect(try told(cut) == [.unread(202, 2)])
    }

    @Test func `a goodbye tells its reason`() throws {
        let bytes: [UInt8] = [0x81, 203, 0, 2, 0, 0, 0, 6, 3, 0x62, 0x79, 0x65]
        #expect(try told(bytes) == [.goodbye([6], "bye")])
        var cut = bytes
        cut[8] = 4
        #expect(try told(cut) == [.unread(203, 1)])
    }

    @Test func `framing that does not fit is refused whole`() throws {
        let whole = try control { try $0.add(Self.report) }
        for count in 0..<whole.count {
            #expect(throws: RTPError.truncated, "\(count)") { try told(Array(whole.prefix(count))) }
        }
        #expect(throws: RTPError.truncated) { try told(whole + [0x80]) }
        #expect(throws: RTPError.wrongVersion) { try told(whole + [0, 0, 0, 0]) }
        #expect(throws: RTPError.tooMany) { try told((0..<33).flatMap { _ in [0x80, 203, 0, 0] as [UInt8] }) }
    }

    @Test func `padding is allowed in the last packet alone`() throws {
        let padded: [UInt8] = [0xA1, 203, 0, 2, 0, 0, 0, 6, 0, 0, 0, 4], plain: [UInt8] = [0x81, 203, 0, 1, 0, 0, 0, 6]
        #expect(try told(padded) == [.goodbye([6], nil)])
        #expect(try told(plain + padded) == [.goodbye([6], nil), .goodbye([6], nil)])
        #expect(throws: RTPError.badPadding) { try told(padded + plain) }
        for padding in [0, 9, 255] as [UInt8] {
            #expect(throws: RTPError.badPadding) { try told(padded.dropLast() + [padding]) }
        }
        #expect(throws: RTPError.badPadding) { try told([0xA0, 203, 0, 0]) }
    }

    @Test func `a compound begins with a report and a reduced one with anything`() throws {
        let loss = try control { try $0.addPictureLoss(Self.head) }
        #expect(throws: RTPError.notCompound) { try told(loss, form: .full) }
        #expect(try told(loss) == [.pictureLoss(Self.head)])
        let report = try control { try $0.addReceiverReport(ssrc: 1) }
        #expect(try told(report + loss, form: .full) == [.receiverReport(1, []), .pictureLoss(Self.head)])
    }

    @Test func `what is unknown or wrong in itself is passed over`() throws {
        let loss = try control { try $0.addPictureLoss(Self.head) }
        let unknown: [[UInt8]] = [
            [0x80, 207, 0, 1, 0, 0, 0, 1], [0x9F, 206, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2], [0x81, 200, 0, 1, 0, 0, 0, 1],
            [0x81, 201, 0, 1, 0, 0, 0, 1], [0x80, 201, 0, 0], [0x82, 203, 0, 1, 0, 0, 0, 1], [0x81, 206, 0, 1, 0, 0, 0, 1],
        ]
        for bytes in unknown { #expect(try told(bytes + loss) == [.unread(bytes[1], bytes[0] & 31), .pictureLoss(Self.head)]) }
    }

    @Test func `a bitrate estimate is read`() throws {
        func estimate(_ exponent: UInt8, _ mantissa: UInt32) throws -> [Told] {
            let fields = UInt32(exponent) << 18 | mantissa
            return try told([
                0x8F, 206, 0, 5, 0, 0, 0, 1, 0, 0, 0, 0, 0x52, 0x45, 0x4D, 0x42, 1, UInt8(fields >> 16), UInt8(fields >> 8 & 255),
                UInt8(fields & 255), 0, 0, 0, 9,
            ])
        }
        #expect(try estimate(3, 0x3_FFFF) == [.bitrateEstimate(0x3_FFFF << 3, [9])])
        #expect(try estimate(46, 0x3_FFFF) == [.bitrateEstimate(0x3_FFFF << 46, [9])])
        #expect(try estimate(47, 0x3_FFFF) == [.bitrateEstimate(.max, [9])])
        #expect(try estimate(63, 0) == [.bitrateEstimate(0, [9])])
        #expect(
            try told([0x8F, 206, 0, 4, 0, 0, 0, 1, 0, 0, 0, 0, 0x52, 0x45, 0x4D, 0x42, 1, 0, 0, 1]) == [.unread(206, 15)])
    }
}
