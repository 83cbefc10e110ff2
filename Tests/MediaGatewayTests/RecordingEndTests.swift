import Domain
import Hub
import MediaGateway
import Synchronization
import Testing

/// Whatever becomes of a call, who waits for its recording is told that it is over.
@Suite struct RecordingEndTests {
    private final class Sink: RecordingSink {
        private let state = Mutex((bytes: [UInt8](), isOver: false))
        var bytes: [UInt8] { state.withLock { $0.bytes } }
        var isOver: Bool { state.withLock { $0.isOver } }
        func write(_ bytes: [UInt8]) { state.withLock { $0.bytes += bytes } }
        func end(milliseconds: Int64, cues: [(leg: LegID, from: Int64, to: Int64)]) { state.withLock { $0.isOver = true } }
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
}
