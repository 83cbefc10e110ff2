import Domain
import Hub
import Testing

/// What the store keeps of calls.
@Suite struct CallStoreTests {
    private let test: TestStore
    private let call = CallID(rawValue: .max)

    init() throws { test = try TestStore() }

    private func open(_ id: CallID, in conversation: ConversationID, by person: PersonID) -> OpenCall {
        OpenCall(id: id, conversation: conversation, by: person, since: 5, aliveAt: 6, marks: [person: .came])
    }

    @Test func `a call is kept with who came and was rung until it ends`() async throws {
        let ada = try await test.person("Ada"), bob = try await test.person("Bob"), log = try await test.group(ada, bob)
        let kept = open(call, in: log.id, by: ada)
        try await test.write { [call] tx in
            try tx.save(kept)
            try tx.mark([bob], .came, in: call)
            try tx.mark([ada, bob], .rung, in: call)
            try tx.mark([bob], .expelled, in: CallID(rawValue: 2))
            try tx.touch([call], aliveAt: 99)
            try tx.save(CallStanding(hasFloor: true, hand: nil), of: ada, in: call)
            try tx.save(CallStanding(hasFloor: true, hand: .max), of: bob, in: call)
            try tx.save(CallStanding(hasFloor: false, hand: 5), of: bob, in: call)
        }
        var expected = kept
        expected.aliveAt = 99
        expected.marks = [ada: .came, bob: .came]
        expected.standings = [ada: CallStanding(hasFloor: true, hand: nil), bob: CallStanding(hasFloor: false, hand: 5)]
        #expect(try await test.read { try $0.openCall(in: log.id) } == expected)
        #expect(try await test.read { try $0.openCalls() } == [expected])
        try await test.write { [call] in try $0.deleteCall(call) }
        #expect(try await test.read { try $0.openCalls().isEmpty })
        try await test.write { try $0.save(kept) }
        #expect(try await test.read { try $0.openCall(in: log.id)?.marks } == [ada: .came], "nothing of it was left")
    }

    @Test func `events of calls come back as they were, and are no messages`() async throws {
        let ada = try await test.person("Ada"), bob = try await test.person("Bob"), log = try await test.group(ada, bob)
        let seq = try #require(await log.append(.call(.ended(call, seconds: 3, people: 1, missed: [bob])), by: ada))
        let stored = try #require(await log.page(.last).events.last)
        #expect(stored.kind == .call && stored.seq == seq && stored.json.contains(#""missed":["\#(bob.text)"]"#))
        try await test.index()
        #expect(try await test.read { try $0.summary(of: log.id, for: bob)?.unread } == 0)
    }

    @Test func `wishes and links go with who is erased`() async throws {
        let ada = try await test.person("Ada"), bob = try await test.person("Bob"), log = try await test.group(ada, bob)
        let link = CallLink(conversation: log.id, kind: .speaker, name: "Stage", by: ada)
        let wish = FreeWish(person: ada, other: bob, conversation: log.id)
        try await test.write { tx in
            try tx.save(wish)
            try tx.save(wish)
            try tx.save(FreeWish(person: bob, other: ada, conversation: log.id))
            try tx.save(link, digest: [1, 2])
        }
        #expect(try await test.read { try $0.freeWishes().count } == 2)
        #expect(try await test.read { try $0.callLink(digest: [1, 2]) } == link)
        #expect(try await test.read { try $0.callLinks(in: log.id) } == 1)
        try await test.write { try $0.erase(ada) }
        #expect(try await test.read { try $0.freeWishes().isEmpty && $0.callLink(digest: [1, 2]) == nil })
    }

    @Test func `wishes and links are deleted by conversation`() async throws {
        let ada = try await test.person("Ada"), bob = try await test.person("Bob"), log = try await test.group(ada, bob)
        try await test.write { tx in
            try tx.save(FreeWish(person: ada, other: bob, conversation: log.id))
            try tx.save(CallLink(conversation: log.id, kind: .listener, name: "", by: ada), digest: [3])
            try tx.deleteFreeWishes(in: log.id)
            try tx.deleteCallLinks(in: log.id)
        }
        #expect(try await test.read { try $0.freeWishes().isEmpty && $0.callLinks(in: log.id) == 0 })
    }

    @Test func `a recording is kept with who speaks in it until it is posted`() async throws {
        let id = RecordingID(rawValue: .max)
        let recording = OpenRecording(
            id: id, call: call, conversation: ConversationID(rawValue: 3), by: PersonID(rawValue: 4), since: 9)
        let earlier = OpenRecording(
            id: RecordingID(rawValue: 1), call: call, conversation: recording.conversation, by: recording.by, since: 8)
        @Sendable func cue(_ leg: UInt64, _ speaker: RecordedCue.Speaker?, to: Milliseconds) -> RecordedCue {
            RecordedCue(leg: LegID(rawValue: leg), speaker: speaker, from: 10, to: to)
        }
        let cues = [cue(1, .person(PersonID(rawValue: .max)), to: 20), cue(2, .feed("Stage"), to: 30), cue(.max, nil, to: 40)]
        try await test.write { tx in
            try tx.save(recording)
            try tx.save(earlier)
            try tx.save(cues, of: id)
            try tx.save([cue(2, .feed("Stage"), to: 50)], of: id)
        }
        #expect(try await test.read { try $0.openRecordings() } == [earlier, recording])
        #expect(try await test.read { Set(try $0.cues(of: id)) } == Set([cues[0], cue(2, .feed("Stage"), to: 50), cues[2]]))
        #expect(try await test.read { try $0.cues(of: earlier.id).isEmpty })
        try await test.write { try $0.deleteRecording(id) }
        #expect(try await test.read { try $0.openRecordings() } == [earlier])
        #expect(try await test.read { try $0.cues(of: id).isEmpty })
    }
}
