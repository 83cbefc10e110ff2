import Domain
import Hub
import Testing

@Suite struct CommitterTests {
    private let committing = Committing(group(), group(hall))
    private var store: MemoryStore { committing.store }

    @Test func `one message waits for nobody`() throws {
        try committing.send(1)
        #expect(store.waiting == 1)
        store.step()
        #expect(store.commits == [1] && committing.answers[1]?.committed?.seq == 1 && committing.told() == [1])
        #expect(store.waiting == 0)
    }

    @Test func `what arrives while the writer is busy is one transaction`() throws {
        for n in 1...100 { try committing.send(Int64(n)) }
        #expect(store.waiting == 1)
        store.step()
        #expect(store.commits == [100] && store.waiting == 0)
        #expect(committing.told() == Array(1...100))
        for n in 1...100 as ClosedRange<Int64> { #expect(committing.answers[n]?.committed?.seq == n) }
    }

    @Test func `what arrives during a commit is the next transaction`() throws {
        let committing = committing
        store.with { s in
            s.faults.beforeCommit = { for n in 2...4 as ClosedRange<Int64> { try? committing.send(n) } }
        }
        try committing.send(1)
        store.step()
        #expect(store.commits == [1] && store.waiting == 1)
        store.with { $0.faults.beforeCommit = nil }
        store.step()
        #expect(store.commits == [1, 3] && store.waiting == 0 && committing.told() == [1, 2, 3, 4])
    }

    @Test func `a transaction is bounded, and what is left over is the next`() throws {
        for n in 1...2_500 { try committing.send(Int64(n)) }
        store.run()
        #expect(store.commits == [1_024, 1_024, 452])
        #expect(committing.told() == Array(1...2_500))
    }

    @Test func `nobody is told before the commit`() throws {
        let committing = committing, early = Collected<Int>()
        let settled = Collected<String>()
        store.with { $0.faults.beforeCommit = { early.add(committing.published.count + settled.all.count) } }
        try committing.send(1)
        committing.work(settled) { try $0.append(.title("x"), to: room, by: ada) }
        store.run()
        #expect(early.all == [0])
        #expect(committing.published.count == 1 && settled.all == ["done"])
        #expect(store.log(room).count == 2)
    }

    @Test func `logs are numbered without gaps, each by itself`() throws {
        for n in 1...30 { try committing.send(Int64(n), to: n % 3 == 0 ? hall : room, by: n % 2 == 0 ? ada : bob) }
        store.run()
        #expect(committing.told(room) == Array(1...20) && committing.told(hall) == Array(1...10))
        #expect(store.log(room).map(\.seq) == Array(1...20))
    }

    @Test func `an event is told as it was kept`() throws {
        try committing.send(1, "hello")
        store.run()
        let told = try #require(committing.published.first?.events.first)
        #expect(told.committed.event == store.log(room).first && told.committed.wire == told.committed.event.wire)
        #expect(told.conversation.head == 1 && told.conversation.messages == 1)
        #expect(told.committed.event.at == committing.clock.now())
    }

    @Test func `times in a log never go back, whatever the clock does`() throws {
        let start = committing.clock.now()
        for (n, step) in [0, -3_600_000, 10, 3_600_000].enumerated() {
            committing.clock.advance(Milliseconds(step))
            try committing.send(Int64(n + 1))
            store.run()
        }
        #expect(store.log(room).map(\.at) == [start, start, start, start + 10])
        guard case .committed(_, let at, _) = committing.answers[2] else { return #expect(Bool(false), "not committed") }
        #expect(at == start)
    }

    @Test func `how much was committed is counted`() throws {
        for n in 1...5 { try committing.send(Int64(n)) }
        store.run()
        try committing.send(6)
        store.run()
        #expect(committing.committer.counts == (6, 2))
    }

    // MARK: Keys

    @Test func `the same key again is the first event`() throws {
        try committing.send(1, key: "same-key-1")
        try committing.send(2, key: "same-key-1")
        store.run()
        try committing.send(3, "other text", key: "same-key-1")
        store.run()
        #expect(store.log(room).count == 1 && committing.told() == [1])
        #expect(committing.answers[1]?.committed ?? (0, true) == (1, false))
        for n in [2, 3] as [Int64] { #expect(committing.answers[n]?.committed ?? (0, false) == (1, true)) }
    }

    @Test func `a key belongs to one person and one conversation`() throws {
        try committing.send(1, key: "same-key-1")
        try committing.send(2, key: "same-key-1", by: bob)
        try committing.send(3, key: "same-key-1", to: hall)
        store.run()
        #expect(committing.answers[2]?.committed ?? (0, true) == (2, false))
        #expect(committing.answers[3]?.refusal == .conflict(field: "key", detail: "this key was used in another conversation"))
        #expect(store.log(hall).isEmpty)
    }

    @Test func `who has been removed meanwhile still learns what became of their message`() throws {
        try committing.send(1, key: "same-key-1")
        committing.work { try $0.append(.removed(ada), to: room, by: bob) }
        try committing.send(2, key: "same-key-1")
        try committing.send(3, key: "other-key-1")
        store.run()
        #expect(committing.answers[2]?.committed ?? (0, false) == (1, true))
        #expect(committing.answers[3]?.refusal == .notFound("conversation"))
    }

    @Test func `a retraction that is sent again is the first one`() throws {
        try committing.send(1)
        try committing.ask(2, .retract(target: 1), key: "retract-1")
        try committing.ask(3, .retract(target: 1), key: "retract-1")
        try committing.ask(4, .retract(target: 1), key: "retract-2")
        store.run()
        #expect(committing.answers[3]?.committed ?? (0, false) == (2, true))
        #expect(committing.answers[4]?.refusal == .conflict(field: "target", detail: "the message was retracted"))
    }

    // MARK: Rules

    @Test func `what the rules refuse takes no number`() throws {
        try committing.send(1, by: cat)
        try committing.ask(2, .edit(target: 9, text: "x", mentions: .none))
        try committing.ask(3, .send(text: "x", reply: 9, attachments: [], mentions: .none))
        try committing.ask(4, .send(text: "x", reply: nil, attachments: [], mentions: .people([ada, cat])))
        try committing.ask(5, .send(text: "", reply: nil, attachments: [AttachmentID(rawValue: 5)], mentions: .none))
        try committing.send(6, to: ConversationID(rawValue: 7))
        try committing.send(7)
        store.run()
        #expect(committing.answers[1]?.refusal == .notFound("conversation"))
        #expect(committing.answers[2]?.refusal == .invalid(field: "target", expected: "the number of a message"))
        #expect(committing.answers[3]?.refusal == .invalid(field: "reply", expected: "the number of a message"))
        #expect(committing.answers[4]?.refusal == .invalid(field: "mentions[1]", expected: "somebody in this conversation"))
        #expect(committing.answers[5]?.refusal == .invalid(field: "attachments[0]", expected: "an attachment that you uploaded"))
        #expect(committing.answers[6]?.refusal == .notFound("conversation"))
        #expect(committing.answers[7]?.committed?.seq == 1 && committing.told() == [1])
    }

    @Test func `a later message of a batch sees what an earlier one changed`() throws {
        try committing.send(1)
        try committing.ask(2, .edit(target: 1, text: "better", mentions: .none))
        try committing.ask(3, .retract(target: 1))
        try committing.ask(4, .react(target: 1, emoji: "👍", on: true), by: bob)
        store.run()
        #expect(committing.told() == [1, 2, 3])
        #expect(committing.answers[4]?.refusal == .conflict(field: "target", detail: "the message was retracted"))
    }

    @Test func `a read marker is told when it moves, and never goes beyond the head`() throws {
        for n in 1...3 { try committing.send(Int64(n)) }
        committing.read(11, 2, by: bob)
        committing.read(12, 2, by: bob)
        committing.read(13, 1, by: bob)
        committing.read(14, 4, by: bob)
        committing.read(15, 1, by: cat)
        store.run()
        let reads = committing.published.flatMap(\.reads)
        #expect(reads.map(\.seq) == [2] && reads.map(\.person) == [bob] && reads.map(\.members) == [2])
        for n in 11...13 as ClosedRange<Int64> { #expect(committing.answers[n]?.refusal == nil) }
        #expect(committing.answers[14]?.refusal == .invalid(field: "seq", expected: "at most 3"))
        #expect(committing.answers[15]?.refusal == .notFound("conversation"))
    }
}
