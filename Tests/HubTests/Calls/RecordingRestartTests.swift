import Domain
import Hub
import Synchronization
import Testing

/// What a sudden end of the server leaves of a recording, when it starts again.
@Suite(.timeLimit(.minutes(1))) struct RecordingRestartTests {
    private let blobs = MemoryBlobs()
    private let left = OpenRecording(
        id: RecordingID(rawValue: 5), call: CallID(rawValue: 77), conversation: room, by: bob, since: 900_000)

    /// A server that was ended in a recording of three hours, begun by Bob.
    private func world() async throws -> CallWorld {
        let w = try await CallWorld([group(room, [ada, bob, cat])], blobs: blobs)
        blobs.state.withLock { $0.recordings = [left.id: Array("Ogg".utf8)] }
        w.world.store.with {
            $0.tables.conversations[room]?.members[ada]?.role = .owner
            $0.tables.calls.recordings = [left]
            let hour: Milliseconds = 3_600_000
            $0.tables.calls.cues[left.id] = [
                RecordedCue(leg: LegID(rawValue: 2), speaker: .feed("Stage"), from: 2 * hour, to: 9 * hour),
                RecordedCue(leg: LegID(rawValue: 1), speaker: .person(ada), from: 0, to: hour),
                RecordedCue(leg: LegID(rawValue: 1), speaker: .person(ada), from: 3 * hour, to: 4 * hour),
            ]
        }
        return w
    }

    private func messages(_ w: CallWorld) -> [(by: PersonID, message: Message)] {
        w.world.store.log(room).compactMap { if case .message(let m) = $0.body { ($0.by, m) } else { nil } }
    }

    private func isClean(_ w: CallWorld) -> Bool {
        blobs.state.withLock { $0.recordings.isEmpty }
            && w.world.store.with { $0.tables.calls.recordings.isEmpty && $0.tables.calls.cues.isEmpty }
    }

    @Test func `what is on disk is posted, once`() async throws {
        let w = try await world()
        try await w.hub.start()
        try await eventually("the message") { isClean(w) }
        await w.hub.recoverRecordings()
        let all = messages(w)
        #expect(all.count == 1 && all[0].by == bob && all[0].message.attachments[0].duration == 3 * 3_600_000)
        let files = blobs.state.withLock { $0.files }
        #expect(files[Array("file 0".utf8)].map(text) == "Ogg")
        #expect(
            files[Array("file 1".utf8)].map(text) == """
                WEBVTT

                00:00:00.000 --> 01:00:00.000
                <v person 1>person 1

                02:00:00.000 --> 03:00:00.000
                <v Stage>Stage

                """)
        #expect(blobs.state.withLock { $0.settled.count == 2 && $0.settled.values.allSatisfy(\.self) })
    }

    @Test func `the call that it was of goes on or ends, and is not recorded any more`() async throws {
        let w = try await world()
        w.world.store.with {
            $0.tables.calls.open[room] = OpenCall(id: left.call, conversation: room, by: bob, since: 1, aliveAt: 900_000)
        }
        try await w.hub.start()
        try await eventually("the message") { isClean(w) }
        #expect(try await w.call(ada).call == left.call)
        #expect(try w.now().recording == nil && messages(w).count == 1)
        try w.hub.calls.apply(.record(true), in: room, by: ada)
        try w.hub.calls.apply(.record(false), in: room, by: ada)
        try await eventually("one more") { messages(w).count == 2 }
    }

    @Test func `who may not post it any more does not`() async throws {
        let w = try await world()
        w.world.store.with { $0.tables.people[bob]?.gone = true }
        await w.hub.recoverRecordings()
        #expect(messages(w).map(\.by) == [ada] && isClean(w))
    }

    @Test func `what cannot be kept is tried again, and what was posted was not before`() async throws {
        let w = try await world()
        w.world.store.with { $0.faults.commits = [MemoryStore.Broken()] }
        await w.hub.recoverRecordings()
        #expect(messages(w).isEmpty && !isClean(w))
        #expect(blobs.state.withLock { $0.settled.values.allSatisfy { !$0 } })
        await w.hub.recoverRecordings()
        #expect(messages(w).count == 1 && isClean(w))
    }

    @Test func `a file whose recording was posted before the end goes away`() async throws {
        let w = try await world()
        w.world.store.with { $0.tables.calls.recordings = [] }
        await w.hub.recoverRecordings()
        #expect(messages(w).isEmpty && blobs.state.withLock { $0.recordings.isEmpty && $0.files.isEmpty })
    }

    enum Lack: CaseIterable { case sound, conversation }

    @Test(arguments: Lack.allCases) func `what cannot be posted ever is let go`(_ lack: Lack) async throws {
        let w = try await world()
        switch lack {
        case .sound: blobs.state.withLock { $0.recordings = [:] }
        case .conversation: w.world.store.with { $0.tables.conversations[room] = nil }
        }
        await w.hub.recoverRecordings()
        #expect(messages(w).isEmpty && isClean(w))
    }

    @Test func `what is being recorded is left alone`() async throws {
        let w = try await world()
        await w.hub.recoverRecordings()
        let mine = try await w.call(ada, rings: false)
        try w.hub.calls.apply(.record(true), in: room, by: ada)
        let sink = try #require(w.media.sink(of: mine.call))
        sink.write([UInt8](repeating: 1, count: 70_000))
        try await eventually("that it is on disk") { blobs.state.withLock { $0.recordings.values.map(\.count) == [70_000] } }
        await w.hub.recoverRecordings()
        #expect(messages(w).count == 1 && blobs.state.withLock { $0.recordings.count } == 1)
        sink.end()
        try await eventually("the message") { messages(w).count == 2 && isClean(w) }
    }

    @Test func `some seconds go to disk together, and who speaks with them`() async throws {
        let w = try await world()
        await w.hub.recoverRecordings()
        let mine = try await w.call(ada, rings: false)
        try w.hub.calls.apply(.record(true), in: room, by: ada)
        let sink = try #require(w.media.sink(of: mine.call))
        for second in 1...4 as ClosedRange<UInt8> {
            sink.cue(mine.leg, from: 20, to: Int64(second) * 1_000)
            sink.write([second])
        }
        try await eventually("that it is in the store") {
            w.world.store.with { $0.tables.calls.cues.values.first?.first?.to } == 4_000
        }
        #expect(blobs.state.withLock { Array($0.recordings.values) } == [[1, 2, 3, 4]])
        #expect(w.world.store.with { $0.tables.calls.cues.values.first?.map(\.speaker) } == [.person(ada)])
    }
}
