import Domain
import Hub
import JSON
import Testing

/// What readers and devices are told of calls.
@Suite(.timeLimit(.minutes(1))) struct CallSignalTests {
    private let w: CallWorld

    init() async throws { w = try await CallWorld([group(room, [ada, bob, cat])]) }

    @Test func `a call is shown as the protocol says`() async throws {
        let mine = try await w.call(ada, muted: true)
        let call = try #require(try w.signals("call").last).object("call")
        #expect(try call.string("id", max: 13) == mine.call.text && call.string("by", max: 13) == ada.text)
        #expect(try call.integer("count", in: 1...1) == 1 && call.integer("since", in: 0...Int64.max) == 1_000_000)
        #expect(try call.strings("ringing", maxCount: 9, maxBytes: 13) == [bob.text, cat.text])
        #expect(call.value("people") == .array([try JSONParser.parse(Array(#"{"p":"0000000000001","muted":true}"#.utf8))]))
        #expect(!call.has("declined") && !call.has("recording") && !call.has("feeds"))
    }

    @Test func `the end is shown at once`() async throws {
        let mine = try await w.call(ada)
        try w.hub.calls.apply(.hangUp(mine.leg), in: room, by: ada)
        #expect(try w.signals("call").last?.value("call") == .null)
    }

    @Test func `many changes are shown four times a second, the last always`() async throws {
        try await w.call(ada, rings: false)
        let before = try w.signals("call").count
        for i in 0..<50 {
            try w.hub.calls.apply(.mute(ada, i % 2 == 0), in: room, by: ada)
            w.clock.advance(20)
        }
        try w.hub.calls.apply(.hand(ada, true), in: room, by: ada)
        w.pass(300)
        let signals = try w.signals("call")
        #expect(signals.count - before <= 6)
        #expect(text(CallsTestsBytes.of(signals.last)).contains("\"hand\""))
    }

    @Test func `who speaks is told at most five times a second, the last always`() async throws {
        let mine = try await w.call(ada, rings: false), theirs = try await w.call(bob, rings: false)
        let start = w.clock.now()
        for i in 0..<40 {
            w.media.say(.speaking(mine.call, i % 2 == 0 ? [mine.leg] : [mine.leg, theirs.leg]))
            w.clock.advance(10)
        }
        w.media.say(.speaking(mine.call, [theirs.leg]))
        try await eventually("the last speaker") {
            w.pass(200)
            return (try? w.signals("speaking").last?.strings("p", maxCount: 9, maxBytes: 13)) == [bob.text]
        }
        #expect(try Milliseconds(w.signals("speaking").count) <= (w.clock.now() - start) / 200 + 1)
    }

    @Test func `a device is told how it stands with its leg`() async throws {
        w.world.connect(ada, 1, w.loop)
        let mine = try await w.call(ada, session: 5)
        w.media.say(.connected(mine.leg, mine.call))
        var told: [String] = []
        try await eventually("that sound flows") {
            told += w.notices()
            return told.contains { $0.contains(#""leg":"\#(mine.leg.text)","state":"connected""#) }
        }
        try await w.call(ada, session: 5)
        told += w.notices()
        #expect(told.contains { $0.contains(#""leg":"\#(mine.leg.text)","state":"ended","why":"moved""#) })
    }

    @Test func `who is lost is gone, who is silent is away`() async throws {
        let mine = try await w.call(ada, rings: false), theirs = try await w.call(bob, rings: false)
        w.media.say(.silent(theirs.leg, theirs.call, true))
        w.media.say(.poor(mine.leg, mine.call, true))
        #expect(try w.now().people[bob]?.isAway == true && w.now().people[ada]?.isPoor == true)
        w.media.say(.lost(theirs.leg, theirs.call))
        #expect(try w.now().people.keys.map(\.self) == [ada])
    }

    @Test func `a crowd is counted and not all of it is listed`() async throws {
        var call = Call(id: CallID(rawValue: 1), in: room, isDirect: false, by: ada, at: 0)
        for n in 1...1_200 as ClosedRange<UInt64> {
            _ = try call.join(
                Call.Joining(
                    person: PersonID(rawValue: n), role: n <= 20 ? .member : .reader, leg: LegID(rawValue: n),
                    session: SessionID(rawValue: n), isOneDevice: true, isMuted: nil), at: Milliseconds(n))
        }
        _ = try call.raise(hand: PersonID(rawValue: 1_100), true, by: PersonID(rawValue: 1_100), at: 7)
        func listed(_ listing: CallListing) throws -> Int {
            guard case .array(let people)? = try fields(call.json(listing)).value("people") else { return -1 }
            return people.count
        }
        #expect(try listed(.signal) == 20 + 1 + 50 && listed(.full) == 1_000)
        #expect(try fields(call.json(.signal)).integer("count", in: 0...9_999) == 1_200)
    }

    @Test func `people with no active device are pushed to, with the call's own words`() async throws {
        let pusher = RecordingPusher(), w = try await CallWorld([group(room, [ada, bob])], pusher: pusher)
        w.world.store.with {
            $0.tables.push = [
                PushRecord(person: bob, session: SessionID(rawValue: 1), endpoint: "https://push.example/bob", p256dh: [], auth: [])
            ]
        }
        try await w.hub.start()
        try await w.call(ada)
        var pushes = pusher.pushed.makeAsyncIterator()
        let ring = try fields(try #require(await pushes.next()).payload)
        #expect(try ring.bool("call") && ring.string("sender", max: 99) == "person 1" && ring.string("c", max: 13) == room.text)
        w.pass(45_000)
        #expect(try fields(try #require(await pushes.next()).payload).bool("missed"))
    }
}

enum CallsTestsBytes {
    static func of(_ fields: Fields?) -> [UInt8] {
        var w = JSONWriter()
        if let call = fields?.value("call") { w.value(call) }
        return w.bytes
    }
}
