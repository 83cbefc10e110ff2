import Domain
import Hub
import Synchronization
import Testing

/// What becomes of a recording.
@Suite(.timeLimit(.minutes(1))) struct RecordingTests {
    private let w: CallWorld
    private let blobs = MemoryBlobs()

    init() async throws {
        w = try await CallWorld([group(room, [ada, bob, cat])], blobs: blobs)
        w.world.store.with { $0.tables.conversations[room]?.members[ada]?.role = .owner }
    }

    private func messages() -> [Message] {
        w.world.store.log(room).compactMap { if case .message(let m) = $0.body { m } else { nil } }
    }

    @Test func `a recording becomes a message with who spoke when`() async throws {
        let mine = try await w.call(ada, rings: false)
        try w.hub.calls.apply(.record(true), in: room, by: ada)
        #expect(try w.now().recording?.by == ada)
        let theirs = try await w.call(bob, rings: false)
        let sink = try #require(w.media.sink(of: mine.call))
        sink.write(Array("Ogg".utf8))
        sink.write(Array("S...".utf8))
        try w.hub.calls.apply(.hangUp(theirs.leg), in: room, by: bob)
        w.world.store.with { $0.tables.people[bob]?.name = "Bob & <Co>" }
        for end in [61_600, 3_723_004] as [Milliseconds] { sink.cue(theirs.leg, from: 61_500, to: end) }
        sink.cue(mine.leg, from: 0, to: 1_500)
        sink.end()
        try await eventually("the message") { !messages().isEmpty }
        let message = messages()[0]
        #expect(message.attachments.map(\.name) == ["recording.ogg", "recording.vtt"])
        #expect(message.attachments[0].type == "audio/ogg" && message.attachments[0].duration == 7 * 3_600_000)
        let files = blobs.state.withLock { $0.files }
        #expect(files[Array("file 0".utf8)].map(text) == "OggS..." && message.attachments[0].size == 7)
        #expect(
            files[Array("file 1".utf8)].map(text) == """
                WEBVTT

                00:00:00.000 --> 00:00:01.500
                <v person 1>person 1

                00:01:01.500 --> 01:02:03.004
                <v Bob &amp; &lt;Co&gt;>Bob &amp; &lt;Co&gt;

                """)
        try await eventually("that both are kept") {
            blobs.state.withLock { $0.settled.count == 2 && $0.settled.values.allSatisfy(\.self) }
        }
    }

    @Test func `ending it ends it in the media server, and so does the end of the call`() async throws {
        let mine = try await w.call(ada, rings: false)
        try w.hub.calls.apply(.record(true), in: room, by: ada)
        try w.hub.calls.apply(.record(false), in: room, by: ada)
        #expect(w.media.told.suffix(2) == [.record(mine.call, true), .record(mine.call, false)])
        try await eventually("the first") { messages().count == 1 }
        try w.hub.calls.apply(.record(true), in: room, by: ada)
        try w.hub.calls.apply(.hangUp(mine.leg), in: room, by: ada)
        try await eventually("the second") { messages().count == 2 }
    }

    @Test func `a recording for which there is no more room ends, and what is on disk is posted`() async throws {
        blobs.state.withLock { $0.room = 70_000 }
        let mine = try await w.call(ada, rings: false)
        try w.hub.calls.apply(.record(true), in: room, by: ada)
        let sink = try #require(w.media.sink(of: mine.call))
        for _ in 0..<2 { sink.write([UInt8](repeating: 7, count: 66_000)) }
        try await eventually("the message") { !messages().isEmpty }
        #expect(try w.now().recording == nil && w.media.told.last == .record(mine.call, false))
        #expect(blobs.state.withLock { $0.files[Array("file 0".utf8)] } == [UInt8](repeating: 7, count: 70_000))
        sink.write([1])
        try w.hub.calls.apply(.record(true), in: room, by: ada)
    }

    /// What can keep somebody from posting what they have begun to record.
    enum Loss: CaseIterable {
        case removed, left, demoted, suspended, erased
    }

    private func bring(_ loss: Loss) async throws {
        let owner = try w.world.caller(ada)
        switch loss {
        case .removed: try await w.hub.remove(bob, from: room, by: owner)
        case .left: try await w.hub.remove(bob, from: room, by: try w.world.caller(bob))
        case .demoted: try await w.hub.setRole(.reader, of: bob, in: room, by: owner)
        case .suspended: _ = try await w.hub.change(bob, role: nil, suspended: true, by: owner)
        case .erased: try await w.hub.erase(bob, by: owner)
        }
    }

    @Test(arguments: Loss.allCases) func `what somebody recorded who cannot post it is posted by an owner`(_ loss: Loss)
        async throws
    {
        w.world.store.with {
            $0.tables.people[ada]?.role = .owner
            $0.tables.conversations[room]?.members[bob]?.role = .moderator
            $0.tables.conversations[room]?.members[cat]?.role = .moderator
        }
        let mine = try await w.call(ada, rings: false)
        try await w.call(bob, rings: false)
        try w.hub.calls.apply(.record(true), in: room, by: bob)
        try await bring(loss)
        try await eventually("the message") { !messages().isEmpty }
        #expect(try w.now().recording == nil && w.media.told.contains(.record(mine.call, false)))
        #expect(w.world.store.log(room).last?.by == ada && messages()[0].attachments.count == 2)
        try await eventually("that both are kept") {
            blobs.state.withLock { $0.settled.count == 2 && $0.settled.values.allSatisfy(\.self) }
        }
    }

    @Test func `in a direct conversation the other posts it`() async throws {
        var two = group(hall)
        two = Conversation(id: hall, kind: .direct, members: two.members)
        let w = try await CallWorld([two], blobs: blobs)
        w.world.store.with { $0.tables.people[ada]?.role = .owner }
        try await w.call(ada, in: hall, rings: false)
        try await w.call(bob, in: hall, rings: false)
        try w.hub.calls.apply(.record(true), in: hall, by: bob)
        _ = try await w.hub.change(bob, role: nil, suspended: true, by: w.world.caller(ada))
        try await eventually("the message") { w.world.store.log(hall).contains { $0.by == ada && $0.body.kind == .message } }
    }

    @Test func `what nobody can post goes away`() async throws {
        let mine = try await w.call(ada, rings: false)
        try w.hub.calls.apply(.record(true), in: room, by: ada)
        let sink = try #require(w.media.sink(of: mine.call))
        w.world.store.with { for id in [ada, bob, cat] { $0.tables.people[id]?.suspended = true } }
        sink.write([1])
        sink.end()
        try await eventually("that it is thrown away") { blobs.state.withLock { $0.settled.count == 2 } }
        #expect(messages().isEmpty && blobs.state.withLock { $0.settled.values.allSatisfy { !$0 } })
        try await eventually("that nothing is left") {
            w.world.store.with { $0.tables.calls.recordings.isEmpty } && blobs.state.withLock { $0.recordings.isEmpty }
        }
    }

    @Test func `who stops the server waits until what is recorded is posted`() async throws {
        let mine = try await w.call(ada, rings: false)
        try w.hub.calls.apply(.record(true), in: room, by: ada)
        try #require(w.media.sink(of: mine.call)).write(Array("OggS".utf8))
        await w.hub.finishRecordings(within: .seconds(60))
        #expect(messages().count == 1)
        #expect(blobs.state.withLock { $0.files[Array("file 0".utf8)] } == Array("OggS".utf8) + FakeMedia.end)
    }

    @Test func `who stops the server does not wait for ever`() async throws {
        try await w.call(ada, rings: false)
        try w.hub.calls.apply(.record(true), in: room, by: ada)
        w.media.keepSinks()
        await w.hub.finishRecordings(within: .zero)
        #expect(messages().isEmpty)
    }

    @Test func `a recording that the media server lets go ends, and is none where nothing was written`() async throws {
        let mine = try await w.call(ada, rings: false)
        try w.hub.calls.apply(.record(true), in: room, by: ada)
        w.media.forgetSink(of: mine.call)
        try await eventually("that it failed") { (try? w.now().recording) == .some(nil) }
        try await eventually("that it is let go") { blobs.state.withLock { $0.cancelled } == 1 }
        w.clock.advance(1)
        try w.hub.calls.apply(.record(true), in: room, by: ada)
        try #require(w.media.sink(of: mine.call)).write(Array("OggS".utf8))
        w.media.forgetSink(of: mine.call)
        try await eventually("the message") { !messages().isEmpty }
        #expect(blobs.state.withLock { $0.files[Array("file 0".utf8)] } == Array("OggS".utf8))
    }
}
