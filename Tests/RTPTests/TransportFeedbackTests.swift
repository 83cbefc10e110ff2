import RTP
import Testing

@Suite struct TransportFeedbackTests {
    private let start = ContinuousClock.now
    private let head = FeedbackHead(sender: 1, media: 2)

    private func packets(_ bytes: [UInt8]) throws -> [TransportFeedback.Packet] {
        try told(bytes).flatMap {
            guard case .transportFeedback(head, number: _, let packets) = $0 else { return [] as [TransportFeedback.Packet] }
            return packets
        }
    }

    private func feedback(_ log: inout ArrivalLog, room: Int = 1500) throws -> [UInt8] {
        try control(room: room) { writer in try log.write(head, to: &writer) }
    }

    @Test func `all three kinds of chunk are read`() throws {
        let bytes: [UInt8] = [
            0x8F, 205, 0, 8, 0, 0, 0, 1, 0, 0, 0, 2, 0xFF, 0xFE, 0, 26, 0xFF, 0xFF, 0xFF, 9,
            0x20, 0x05, 0xA0, 0x01, 0xD8, 0x00, 1, 2, 3, 4, 5, 6, 7, 8, 0xFF, 0xFE,
        ]
        let read = try told(bytes)
        guard case .transportFeedback(let told, number: 9, let packets) = read.first else {
            Issue.record("\(read)")
            return
        }
        #expect(told == head)
        #expect(packets.map(\.sequence) == (0..<26).map { SequenceNumber(65534).advanced(by: $0) })
        let base: Int64 = -256
        #expect(packets.prefix(5).map(\.arrival) == [base + 1, base + 3, base + 6, base + 10, base + 15])
        #expect(packets[5].arrival == base + 21)
        #expect(packets[6...17].allSatisfy { $0.arrival == nil })
        #expect(packets[18].arrival == base + 28)
        #expect(packets[19].arrival == base + 36)
        #expect(packets[20].arrival == base + 34)
        #expect(packets[21...].allSatisfy { $0.arrival == nil })
    }

    @Test func `reserved statuses and what is cut off are not read`() throws {
        func whole(_ tail: [UInt8], count: UInt8) throws -> Bool {
            let bytes: [UInt8] =
                [0x8F, 205, 0, UInt8(4 + tail.count / 4), 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, count, 0, 0, 0, 0] + tail
            return try told(bytes) != [.unread(205, 15)]
        }
        #expect(try whole([0x20, 2, 1, 1], count: 2))
        #expect(try !whole([0x20, 3, 1, 1], count: 3))
        #expect(try !whole([0x20, 2, 1, 1], count: 4))
        #expect(try !whole([0x60, 1, 1, 1, 1, 1, 1, 1], count: 1))
        #expect(try !whole([0x20, 0, 0x20, 1], count: 1))
        #expect(try !whole([], count: 1))
    }

    @Test func `a feedback of more packets than the limit is not read`() throws {
        for (count, isRead) in [(2048, true), (2049, false)] {
            let bytes: [UInt8] = [
                0x8F, 205, 0, 5, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, UInt8(count >> 8), UInt8(count & 255), 0, 0, 0, 0, 0x08, 0x01, 0, 0,
            ]
            #expect(try (told(bytes) != [.unread(205, 15)]) == isRead)
        }
    }

    @Test func `random arrivals are told as they were`() throws {
        var generator = SeededGenerator(state: 11)
        for _ in 0..<300 {
            var log = ArrivalLog(at: start), came: [Int64: Int64] = [:]
            let first = Int64.random(in: 0...65535, using: &generator), count = Int.random(in: 1...400, using: &generator)
            let loss = Int.random(in: 1...20, using: &generator), pace = Int64.random(in: 1...300, using: &generator)
            var quarters = Int64.random(in: 0...100_000, using: &generator)
            for step in 0..<count where Int.random(in: 0...20, using: &generator) <= loss {
                quarters += Int64.random(in: -pace / 4...pace * 2, using: &generator)
                quarters = max(quarters, 0)
                came[Int64(step)] = quarters
                log.receive(
                    SequenceNumber(UInt16(truncatingIfNeeded: first + Int64(step))), at: start + .microseconds(250 * quarters))
            }
            var read: [TransportFeedback.Packet] = []
            while log.isPending { read += try packets(try feedback(&log, room: Int.random(in: 60...700, using: &generator))) }
            let told = read.filter { $0.arrival != nil }
            let steps = came.keys.sorted()
            #expect(told.map(\.sequence.rawValue) == steps.map { UInt16(truncatingIfNeeded: first + $0) })
            #expect(told.map(\.arrival) == steps.map { came[$0] })
        }
    }

    @Test func `a lost packet is told as lost and a late one is told later`() throws {
        var log = ArrivalLog(at: start)
        log.receive(SequenceNumber(65535), at: start)
        log.receive(SequenceNumber(1), at: start + .milliseconds(1))
        #expect(try packets(try feedback(&log)).map(\.arrival) == [0, nil, 4])
        #expect(!log.isPending)
        #expect(try feedback(&log) == [])
        log.receive(SequenceNumber(1), at: start + .milliseconds(9))
        #expect(!log.isPending)
        log.receive(SequenceNumber(0), at: start + .milliseconds(2))
        #expect(
            try packets(try feedback(&log)) == [
                .init(sequence: SequenceNumber(0), arrival: 8), .init(sequence: SequenceNumber(1), arrival: 4),
            ])
    }

    @Test func `a delta takes one byte up to 255 quarters of a millisecond`() throws {
        for (pause, size) in [(255, 24), (256, 28), (-1, 28)] {
            var log = ArrivalLog(at: start)
            log.receive(SequenceNumber(1), at: start + .microseconds(250))
            log.receive(SequenceNumber(2), at: start + .microseconds(250 * (1 + pause)))
            let bytes = try feedback(&log)
            #expect(bytes.count == size)
            #expect(try packets(bytes).map(\.arrival) == [1, 1 + Int64(pause)])
        }
    }

    @Test func `a pause too long for a delta begins another feedback`() throws {
        var log = ArrivalLog(at: start)
        log.receive(SequenceNumber(1), at: start)
        log.receive(SequenceNumber(2), at: start + .seconds(20))
        #expect(try packets(try feedback(&log)).map(\.arrival) == [0])
        #expect(try packets(try feedback(&log)).map(\.arrival) == [80000])
        #expect(!log.isPending)
    }

    @Test func `a jump forgets what lies too far back`() throws {
        var log = ArrivalLog(at: start)
        log.receive(SequenceNumber(1), at: start)
        log.receive(SequenceNumber(30000), at: start)
        log.receive(SequenceNumber(2), at: start)
        #expect(try packets(try feedback(&log)) == [.init(sequence: SequenceNumber(30000), arrival: 0)])
        for step in 0..<3000 as Range<UInt16> { log.receive(SequenceNumber(30001 + step), at: start) }
        var read: [TransportFeedback.Packet] = []
        while log.isPending { read += try packets(try feedback(&log)) }
        #expect(read.map(\.sequence) == (0..<1024).map { SequenceNumber(31977).advanced(by: $0) })
    }

    @Test func `without room nothing is lost`() throws {
        var log = ArrivalLog(at: start)
        log.receive(SequenceNumber(1), at: start)
        #expect(throws: RTPError.noRoom) { try feedback(&log, room: 23) }
        #expect(log.isPending)
        #expect(try packets(try feedback(&log)).count == 1)
    }
}
