import Domain
import Hub
import Synchronization

/// Keeps files in memory, under names that tell nothing.
final class MemoryBlobs: Blobs {
    struct State {
        var files: [[UInt8]: [UInt8]] = [:]
        var recordings: [RecordingID: [UInt8]] = [:]
        var settled: [[UInt8]: Bool] = [:]
        var cancelled = 0
        /// How many bytes were written, into whatever file.
        var uploaded = 0
        /// How many bytes fit into a file.
        var room = Int.max
    }
    let state = Mutex(State())

    func begin() async throws -> any BlobUpload { MemoryUpload(blobs: self) }
    func path(of digest: [UInt8]) -> String { "" }
    func thumbnailPath(of digest: [UInt8]) -> String { "" }
    func remove(_ digest: [UInt8]) async {}
    func settle(_ digest: [UInt8], kept: Bool) async { state.withLock { $0.settled[digest] = kept } }
    func append(_ bytes: [UInt8], to id: RecordingID) async throws {
        try state.withLock { s in
            s.uploaded += bytes.count
            let free = s.room - (s.recordings[id]?.count ?? 0)
            s.recordings[id, default: []] += bytes.prefix(free)
            guard bytes.count <= free else { throw StorageFull() }
        }
    }
    func read(_ id: RecordingID, from offset: Int64, atMost count: Int) async throws -> [UInt8] {
        state.withLock { Array(($0.recordings[id] ?? []).dropFirst(Int(offset)).prefix(count)) }
    }
    func recordings() async throws -> [RecordingID] { state.withLock { Array($0.recordings.keys) } }
    func removeRecording(_ id: RecordingID) async throws { state.withLock { $0.recordings[id] = nil } }
    func inspect(_ digest: [UInt8], type: String) async -> (width: Int, height: Int, thumbnail: Bool)? { nil }
}

private final class MemoryUpload: BlobUpload {
    private let blobs: MemoryBlobs
    private let bytes = Mutex<[UInt8]>([])

    init(blobs: MemoryBlobs) { self.blobs = blobs }

    func write(_ more: [UInt8]) async throws {
        let count = bytes.withLock {
            $0 += more
            return $0.count
        }
        blobs.state.withLock { $0.uploaded += more.count }
        guard count <= blobs.state.withLock({ $0.room }) else { throw StorageFull() }
    }

    func finish() async throws -> [UInt8] {
        let bytes = bytes.withLock { $0 }
        return blobs.state.withLock { s in
            let digest = Array("file \(s.files.count)".utf8)
            s.files[digest] = bytes
            return digest
        }
    }

    func cancel() async { blobs.state.withLock { $0.cancelled += 1 } }
}
