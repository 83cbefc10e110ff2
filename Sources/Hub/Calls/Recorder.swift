import Domain

/// Hands a recording from the media server's threads to one task, which writes it in order.
///
/// The media server alone keeps it: when that lets it go without an end, the recording is broken off.
final class Recorder: RecordingSink {
    private let tape: Tape

    init(_ tape: Tape) { self.tape = tape }
    deinit { tape.stop() }

    func write(_ bytes: [UInt8]) { tape.add(.bytes(bytes)) }

    func end(milliseconds: Int64, cues: [(leg: LegID, from: Int64, to: Int64)]) {
        tape.add(.end(Tape.Whole(milliseconds: milliseconds, cues: cues)))
        tape.stop()
    }
}

/// What was recorded and is not on disk yet.
struct Tape: Sendable {
    typealias Cue = (leg: LegID, from: Int64, to: Int64)

    /// What is known when the recording is whole.
    struct Whole: Sendable {
        let milliseconds: Milliseconds
        let cues: [Cue]
    }

    enum Piece: Sendable {
        case bytes([UInt8])
        case end(Whole)
    }

    private let pieces: AsyncStream<Piece>
    private let input: AsyncStream<Piece>.Continuation

    init() { (pieces, input) = AsyncStream.makeStream() }

    func add(_ piece: Piece) { input.yield(piece) }

    /// Lets what still comes go.
    func stop() { input.finish() }

    /// Writes until the recording is whole. `grown`: is told its size in bytes after each piece.
    func write(to blobs: any Blobs, grown: (Int64) async throws -> Void) async throws -> (StoredFile, Whole) {
        let upload = try await blobs.begin()
        var size: Int64 = 0
        do {
            for await piece in pieces {
                switch piece {
                case .bytes(let bytes):
                    try await upload.write(bytes)
                    size += Int64(bytes.count)
                    try await grown(size)
                case .end(let whole): return (StoredFile(digest: try await upload.finish(), size: size), whole)
                }
            }
            throw Refusal.unavailable("the recording was broken off")
        } catch {
            await upload.cancel()
            throw error
        }
    }
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
