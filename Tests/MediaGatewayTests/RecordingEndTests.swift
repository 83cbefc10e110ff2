import Domain
import Hub
import MediaGateway
import Synchronization
import Testing

/// Whatever becomes of a call, who waits for its recording is told that it is over.
@Suite struct RecordingEndTests {
    private final class Sink: RecordingSink {
        private let state = Mutex((bytes: [UInt8](), isOver: false, ends: [Int64: [Int64]]()))
        var bytes: [UInt8] { state.withLock { $0.bytes } }
        var isOver: Bool { state.withLock { $0.isOver } }
        /// Until when somebody was said to speak, again and again, by when they began.
        var ends: [Int64: [Int64]] { state.withLock { $0.ends } }
        func write(_ bytes: [UInt8]) { state.withLock { $0.bytes += bytes } }
        func cue(_ leg: LegID, from: Milliseconds, to: Milliseconds) { state.withLock { $0.ends[from, default: []].append(to) } }
        func end() { state.withLock { $0.isOver = true } }
    }

    /// Being let go tells it.
    @Test func ofACallThatIsGone() async throws {
        let stage = try CallStage()
        weak var sink: Sink?
        do {
            let first = Sink()
            sink = first
            stage.media.record(stage.call, to: first)
        }
        try await stage.until("its release") { sink == nil }
    }

    @Test func ofACallThatEnds() async throws {
        let stage = try CallStage(), sink = Sink()
        _ = try await stage.join(tone: 440)
        stage.media.record(stage.call, to: sink)
        stage.media.end(stage.call)
        try await stage.until("its end") { sink.isOver }
        #expect(sink.bytes.starts(with: Array("OggS".utf8)))
    }

    @Test func whenTheServerStops() async throws {
        let stage = try CallStage(), sink = Sink()
        _ = try await stage.join(tone: 440)
        stage.media.record(stage.call, to: sink)
        let running = Task { [media = stage.media] in try await media.run() }
        running.cancel()
        try await stage.until("its end") { sink.isOver }
    }

    /// So that what is known of them is right whenever the server dies.
    @Test func whoGoesOnSpeakingIsToldAgain() async throws {
        let stage = try CallStage(), sink = Sink()
        let talker = try await stage.join(tone: 440)
        stage.media.record(stage.call, to: sink)
        try await stage.speak([talker], until: "a longer cue") { sink.ends.values.contains { $0.count > 1 } }
        #expect(sink.ends.allSatisfy { from, ends in ends == ends.sorted() && ends.allSatisfy { $0 > from } })
        #expect(!sink.isOver)
    }
}
