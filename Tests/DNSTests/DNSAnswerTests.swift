import Testing

@testable import DNS

@Suite struct DNSAnswerTests {
    private func query(_ type: RecordType, _ name: String = "www.example") throws -> DNSQuery {
        try DNSQuery(id: 7, name: name, type: type)
    }

    @Test func `addresses are read`() throws {
        let query = try query(.a)
        let records = [[192, 0, 2, 1], [192, 0, 2, 2]].map { Wire.record(Wire.question, .a, $0) }
        let answer = try DNSAnswer.read(Wire.answer(to: query, answers: records), for: query)
        #expect(answer.records == [.address(.v4(0xC000_0201)), .address(.v4(0xC000_0202))])
        #expect(answer.status == .success && !answer.isTruncated && answer.timeToLive == 300)
    }

    @Test func `aliases are followed within the answer`() throws {
        let query = try query(.aaaa, "WWW.example")
        let answer = try DNSAnswer.read(
            Wire.answer(
                to: query,
                answers: [
                    Wire.record(Wire.name("b.example"), .aaaa, ttl: 50, [UInt8](repeating: 0, count: 15) + [1]),
                    Wire.record(Wire.name("a.example"), .cname, ttl: 40, Wire.name("B.example")),
                    Wire.record(Wire.name("www.example"), .cname, ttl: 30, Wire.name("a.example")),
                    Wire.record(Wire.name("other.example"), .aaaa, [UInt8](repeating: 9, count: 16)),
                ]), for: query)
        #expect(answer.records == [.address(.v6(1))])
        #expect(answer.name == "B.example" && answer.timeToLive == 30)
    }

    @Test func `aliases that go round end`() throws {
        let query = try query(.a)
        let answer = try DNSAnswer.read(
            Wire.answer(to: query, answers: [Wire.record(Wire.question, .cname, Wire.question)]), for: query)
        #expect(answer.records.isEmpty)
    }

    @Test func `mail exchanges, pointers and texts are read`() throws {
        var query = try query(.mx)
        let mx = Wire.record(Wire.question, .mx, Wire.pair(10) + [2] + Array("mx".utf8) + Wire.question)
        #expect(
            try DNSAnswer.read(Wire.answer(to: query, answers: [mx]), for: query).records == [
                .mailExchange(preference: 10, host: "mx.www.example")
            ])
        query = try DNSQuery(id: 7, name: "1.2.0.192.in-addr.arpa", type: .ptr)
        let ptr = Wire.record(Wire.question, .ptr, Wire.name("host.example"))
        #expect(
            try DNSAnswer.read(Wire.answer(to: query, answers: [ptr]), for: query).records == [.pointer("host.example")])
        query = try self.query(.txt)
        let txt = Wire.record(Wire.question, .txt, [3] + Array("v=s".utf8) + [0, 4] + Array("pf1 ".utf8))
        #expect(try DNSAnswer.read(Wire.answer(to: query, answers: [txt]), for: query).records == [.text("v=spf1 ")])
    }

    @Test func `an absence may be kept as long as the zone says`() throws {
        let query = try query(.a)
        let soa = Wire.record(
            Wire.name("example"), .soa, ttl: 900,
            Wire.name("ns.example") + Wire.name("root.example") + [UInt8](repeating: 0, count: 16) + [0, 0, 0, 60])
        let answer = try DNSAnswer.read(Wire.answer(to: query, flags: 0x8183, authority: [soa]), for: query)
        #expect(answer.status == .noSuchName && answer.records.isEmpty && answer.timeToLive == 60)
        #expect(try DNSAnswer.read(Wire.answer(to: query), for: query).timeToLive == 0)
    }

    @Test func `an answer that was cut says so and gives what it has`() throws {
        let query = try query(.a)
        let record = Wire.record(Wire.question, .a, [192, 0, 2, 1])
        let bytes = Wire.answer(to: query, flags: 0x8380, answers: [record, record]).dropLast(3)
        let answer = try DNSAnswer.read(Array(bytes), for: query)
        #expect(answer.isTruncated && answer.records.count == 1)
    }

    @Test(arguments: [(0x8182, DNSAnswer.Status.serverFailure), (0x8185, .refused), (0x8181, .formatError), (0x8189, .other(9))])
    func `a failure is told`(flags: Int, status: DNSAnswer.Status) throws {
        let query = try query(.a)
        #expect(try DNSAnswer.read(Wire.answer(to: query, flags: flags), for: query).status == status)
        let short = Wire.pair(7) + Wire.pair(flags) + [UInt8](repeating: 0, count: 8)
        #expect(try DNSAnswer.read(short, for: query).status == status)
    }

    @Test func `what answers another question is not believed`() throws {
        let query = try query(.a)
        let others = [
            try DNSQuery(id: 8, name: "www.example", type: .a), try DNSQuery(id: 7, name: "w.example", type: .a),
            try DNSQuery(id: 7, name: "www.example", type: .mx),
        ]
        for other in others {
            #expect(throws: DNSFault.notTheAnswer) { try DNSAnswer.read(Wire.answer(to: other), for: query) }
        }
        #expect(throws: DNSFault.notTheAnswer) { try DNSAnswer.read(Wire.answer(to: query, flags: 0x0180), for: query) }
        #expect(throws: DNSFault.notTheAnswer) { try DNSAnswer.read(query.bytes, for: query) }
    }

    @Test func `pointers that go round or forward are refused`() throws {
        let query = try query(.a)
        let start = Wire.answer(to: query).count
        for pointer in [[0xC0, UInt8(start)], [0xC0, UInt8(start + 2)], [0xFF, 0xFF]] {
            let record = Wire.record(pointer, .a, [192, 0, 2, 1])
            #expect(throws: DNSFault.malformed) { try DNSAnswer.read(Wire.answer(to: query, answers: [record]), for: query) }
        }
    }

    @Test func `no part of an answer is read beyond its end`() throws {
        let query = try query(.mx)
        let mx = Wire.record(Wire.question, .mx, Wire.pair(10) + Wire.name("mx.example"))
        let bytes = Wire.answer(to: query, answers: [mx])
        for length in 0..<bytes.count {
            #expect(throws: DNSFault.self) { try DNSAnswer.read(Array(bytes[..<length]), for: query) }
        }
    }

    @Test func `a record whose length is not its content's is refused`() throws {
        let query = try query(.mx)
        let long = Wire.record(Wire.question, .mx, Wire.pair(10) + Wire.name("mx.example") + [0])
        #expect(throws: DNSFault.malformed) { try DNSAnswer.read(Wire.answer(to: query, answers: [long]), for: query) }
        let address = Wire.record(Wire.question, .a, [1, 2, 3])
        #expect(throws: DNSFault.malformed) { try DNSAnswer.read(Wire.answer(to: query, answers: [address]), for: query) }
    }
}
