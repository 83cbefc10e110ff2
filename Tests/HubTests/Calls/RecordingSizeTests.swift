import Domain
import Hub
import Synchronization
import Testing

/// How large recordings become.
@Suite(.timeLimit(.minutes(1))) struct RecordingSizeTests {
    private let blobs = MemoryBlobs()

    private func world(file: Int64, all: Int64) async throws -> CallWorld {
        var policy = Policy()
        policy.limits.attachmentBytes = file
        policy.limits.attachmentTotalBytes = all
        let w = try await CallWorld([group(room)], blobs: blobs, policy: policy)
        w.world.store.with { $0.tables.conversations[room]?.members[ada]?.role = .owner }
        return w
    }

    /// Begins a recording, and writes so many bytes into it.
    private func record(_ w: CallWorld, _ call: CallID, _ count: Int) throws -> any RecordingSink {
        try w.hub.calls.apply(.record(true), in: room, by: ada)
        let sink = try #require(w.media.sink(of: call))
        sink.write([UInt8](repeating: 0, count: count))
        return sink
    }

    private func written() -> Int { blobs.state.withLock { $0.files.values.map(\.count).max() ?? 0 } }

    @Test func `it ends, and is posted, when it is as large as a file may be`() async throws {
        let w = try await world(file: 200_000, all: 0)
        let call = try await w.call(ada, rings: false).call
        let sink = try record(w, call, 100_000)
        #expect(try w.now().recording != nil)
        sink.write([UInt8](repeating: 0, count: 40_000))
        try await eventually("the message") { !w.world.store.log(room).filter { $0.body.kind == .message }.isEmpty }
        #expect(try w.now().recording == nil && written() == 140_001)
        #expect(w.media.told.contains(.record(call, false)))
    }

    @Test func `it ends, and is posted, when files have no more room`() async throws {
        let w = try await world(file: 0, all: 3_000_000)
        let call = try await w.call(ada, rings: false).call
        let sink = try record(w, call, 1_200_000)
        try await eventually("that it is written") { blobs.state.withLock { $0.uploaded } == 1_200_000 }
        #expect(try w.now().recording != nil)
        w.world.store.with {
            let id = AttachmentID(rawValue: 9)
            $0.tables.attachments[id] = AttachmentRecord(
                attachment: Attachment(id: id, name: "", type: "", size: 1_000_000), owner: bob, digest: [9], createdAt: 0)
        }
        sink.write([UInt8](repeating: 0, count: 1_100_000))
        try await eventually("the message") { !w.world.store.log(room).filter { $0.body.kind == .message }.isEmpty }
        #expect(try w.now().recording == nil && written() == 2_300_001)
    }

    @Test func `where there is no room none begins`() async throws {
        let w = try await world(file: 0, all: 10)
        w.world.store.with {
            let id = AttachmentID(rawValue: 9)
            $0.tables.attachments[id] = AttachmentRecord(
                attachment: Attachment(id: id, name: "", type: "", size: 10), owner: bob, digest: [9], createdAt: 0)
        }
        let call = try await w.call(ada, rings: false).call
        try w.hub.calls.apply(.record(true), in: room, by: ada)
        try await eventually("that it failed") { w.media.told.last == .record(call, false) }
        #expect(try w.now().recording == nil && blobs.state.withLock { $0.files.isEmpty })
    }
}
