import Domain

/// Hands a recording from the media server's threads to one task, which writes it in order.
final class Recorder: RecordingSink {
    typealias Cue = (leg: LegID, from: Int64, to: Int64)

    /// What is known when the recording is whole.
    struct Whole: Sendable {
        let milliseconds: Milliseconds
        let cues: [Cue]
    }

    private enum Piece: Sendable {
        case bytes([UInt8])
        case end(Whole)
    }

    private let pieces: AsyncStream<Piece>
    private let input: AsyncStream<Piece>.Continuation

    init() { (pieces, input) = AsyncStream.makeStream() }

    func write(_ bytes: [UInt8]) { input.yield(.bytes(bytes)) }

    func end(milliseconds: Int64, cues: [(leg: LegID, from: Int64, to: Int64)]) {
        input.yield(.end(Whole(milliseconds: milliseconds, cues: cues)))
        input.finish()
    }

    /// Writes until the recording is whole.
    func write(to blobs: any Blobs) async throws -> (StoredFile, Whole) {
        let upload = try await blobs.begin()
        var size: Int64 = 0
        do {
            for await piece in pieces {
                switch piece {
                case .bytes(let bytes):
                    try await upload.write(bytes)
                    size += Int64(bytes.count)
                case .end(let whole): return (StoredFile(digest: try await upload.finish(), size: size), whole)
                }
            }
            throw Refusal.unavailable("the recording was broken off")
        } catch {
            await upload.cancel()
            throw error
        }
    }

    /// Lets what still comes go.
    func drop() { input.finish() }
}

/// A file whose bytes are on disk.
struct StoredFile: Sendable {
    let digest: [UInt8]
    let size: Int64

    init(digest: [UInt8], size: Int64) {
        self.digest = digest
        self.size = size
    }

    init(of bytes: [UInt8], in blobs: any Blobs) async throws {
        let upload = try await blobs.begin()
        do {
            try await upload.write(bytes)
            self.init(digest: try await upload.finish(), size: Int64(bytes.count))
        } catch {
            await upload.cancel()
            throw error
        }
    }
}
