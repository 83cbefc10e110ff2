import Domain

/// Hands a recording from the media server's threads to one task, which writes it in order.
///
/// The media server alone keeps it: when that lets it go without an end, the recording is broken off.
final class Recorder: RecordingSink {
    private let tape: Tape

    init(_ tape: Tape) { self.tape = tape }
    deinit { tape.stop() }

    func write(_ bytes: [UInt8]) { tape.add(.bytes(bytes)) }
    func cue(_ leg: LegID, from: Milliseconds, to: Milliseconds) { tape.add(.cue(Tape.Cue(leg: leg, from: from), to: to)) }

    func end() {
        tape.add(.end)
        tape.stop()
    }
}

/// What was recorded and is not on disk yet.
struct Tape: Sendable {
    struct Cue: Hashable, Sendable {
        let leg: LegID
        let from: Milliseconds
    }

    enum Piece: Sendable {
        case bytes([UInt8])
        case cue(Cue, to: Milliseconds)
        case end
    }

    /// Some seconds of it, which are written together.
    struct Portion: Sendable {
        /// Pieces of bytes, of a second each, and bytes that are not kept waiting for more.
        static let pieces = 4, bytes = 65_536

        private(set) var bytes: [UInt8] = []
        private(set) var cues: [Cue: Milliseconds] = [:]
        private var count = 0

        var isFull: Bool { count >= Self.pieces || bytes.count >= Self.bytes }

        mutating func add(_ more: [UInt8]) {
            bytes += more
            count += 1
        }

        mutating func add(_ cue: Cue, to: Milliseconds) { cues[cue] = to }
    }

    let pieces: AsyncStream<Piece>
    private let input: AsyncStream<Piece>.Continuation

    init() { (pieces, input) = AsyncStream.makeStream() }

    func add(_ piece: Piece) { input.yield(piece) }

    /// Lets what still comes go.
    func stop() { input.finish() }
}
