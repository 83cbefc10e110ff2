import Crypto

/// The hash of a message's body (RFC 6376 §3.7), taken in one pass without a copy of it.
struct BodyHash {
    let digest: SHA256Digest
    /// The length of the whole body in its canonical form.
    let length: Int

    /// - Parameter limit: how many bytes of the canonical form are hashed (`l=`).
    init(of body: Slice<UnsafeBufferPointer<UInt8>>, _ form: Canonicalization, limit: Int = .max) {
        let bytes = UnsafeBufferPointer(rebasing: body)
        var sink = HashSink(limit: limit)
        switch form {
        case .simple: Self.simple(bytes, into: &sink)
        case .relaxed: Self.relaxed(bytes, into: &sink)
        }
        length = sink.length
        digest = sink.finish()
    }

    /// All lines as they are, without the empty ones at the end; at least one line end (RFC 6376 §3.4.3).
    private static func simple(_ bytes: UnsafeBufferPointer<UInt8>, into sink: inout HashSink) {
        var at = 0, lines = 0
        while at < bytes.count {
            if let size = lineEnd(bytes, at) {
                lines += 1
                at += size
                continue
            }
            let start = at
            repeat { at += 1 } while at < bytes.count && lineEnd(bytes, at) == nil
            sink.append(lineEnds: lines)
            sink.append(UnsafeBufferPointer(rebasing: bytes[start..<at]))
            lines = 0
        }
        sink.append(lineEnds: 1)
    }

    /// As `simple`, with runs of blanks made one and those at line ends left out; an empty body stays empty (RFC 6376 §3.4.4).
    private static func relaxed(_ bytes: UnsafeBufferPointer<UInt8>, into sink: inout HashSink) {
        var at = 0, lines = 0, blank = false
        while at < bytes.count {
            if let size = lineEnd(bytes, at) {
                lines += 1
                blank = false
                at += size
                continue
            }
            if Octet.isBlank(bytes[at]) {
                blank = true
                at += 1
                continue
            }
            let start = at
            repeat { at += 1 } while at < bytes.count && !Octet.isBlank(bytes[at]) && lineEnd(bytes, at) == nil
            sink.append(lineEnds: lines)
            if blank { sink.appendSpace() }
            sink.append(UnsafeBufferPointer(rebasing: bytes[start..<at]))
            lines = 0
            blank = false
        }
        if sink.length > 0 { sink.append(lineEnds: 1) }
    }

    /// The size of the line end at a place, if there is one.
    @inline(__always)
    private static func lineEnd(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int? {
        let byte = bytes[at]
        if byte > Octet.carriageReturn { return nil }
        if byte == Octet.lineFeed { return 1 }
        return byte == Octet.carriageReturn && at + 1 < bytes.count && bytes[at + 1] == Octet.lineFeed ? 2 : nil
    }
}

/// Hashes what it is given, up to a limit, in pieces of some size.
private struct HashSink {
    private static let pieceSize = 16 * 1024

    private var hasher = SHA256()
    private var piece: [UInt8] = []
    private var left: Int
    private(set) var length = 0

    init(limit: Int) {
        left = max(limit, 0)
        piece.reserveCapacity(Self.pieceSize)
    }

    mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        length += bytes.count
        let taken = min(bytes.count, left)
        left -= taken
        if piece.count + taken > Self.pieceSize { flush() }
        if taken > Self.pieceSize {
            hasher.update(bufferPointer: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[..<taken]))
        } else {
            piece.append(contentsOf: bytes.prefix(taken))
        }
    }

    mutating func append(lineEnds count: Int) {
        for _ in 0..<count {
            append(Octet.carriageReturn)
            append(Octet.lineFeed)
        }
    }

    mutating func appendSpace() { append(Octet.space) }

    private mutating func append(_ byte: UInt8) {
        length += 1
        guard left > 0 else { return }
        left -= 1
        if piece.count >= Self.pieceSize { flush() }
        piece.append(byte)
    }

    private mutating func flush() {
        piece.withUnsafeBytes { hasher.update(bufferPointer: $0) }
        piece.removeAll(keepingCapacity: true)
    }

    mutating func finish() -> SHA256Digest {
        flush()
        return hasher.finalize()
    }
}
