/// What a peer has sent and nobody has read.
struct InputBuffer: Sendable, Equatable {
    private(set) var bytes: [UInt8] = []
    /// Where reading goes on.
    private(set) var position = 0

    var count: Int { bytes.count - position }
    var isEmpty: Bool { position >= bytes.count }

    /// Takes what a read brought; slices handed out before stay as they are.
    mutating func append(_ new: some Sequence<UInt8>) {
        if isEmpty {
            bytes = (new as? [UInt8]) ?? Array(new)
        } else if position == 0 {
            bytes.append(contentsOf: new)
        } else {
            var joined: [UInt8] = []
            joined.reserveCapacity(count + new.underestimatedCount)
            joined.append(contentsOf: bytes[position...])
            joined.append(contentsOf: new)
            bytes = joined
        }
        position = 0
    }

    mutating func removeAll() { self = InputBuffer() }

    /// Reading goes on at a position, which is never beyond the end.
    mutating func resume(at position: Int) { self.position = min(max(position, self.position), bytes.count) }
}

extension InputBuffer {
    enum Line: Equatable {
        case more
        /// A whole line without its end.
        case line(ArraySlice<UInt8>)
        /// A CR or LF stands alone.
        case bare
        /// More than the limit without an end.
        case long
    }

    /// Takes a line that ends with CRLF and has at most `limit` bytes with it.
    mutating func line(limit: Int) -> Line {
        let found = bytes.withUnsafeBufferPointer { $0.firstLineBreak(from: position) }
        guard found - position <= limit - 2 else { return .long }
        guard found < bytes.count else { return .more }
        guard bytes[found] == .cr else { return .bare }
        guard found + 1 < bytes.count else { return .more }
        guard bytes[found + 1] == .lf else { return .bare }
        defer { position = found + 2 }
        return .line(bytes[position..<found])
    }

    enum Skip: Equatable {
        /// So many bytes went, the end did not come yet.
        case more(Int)
        case done
        case bare
    }

    /// Throws away the rest of a line.
    mutating func skipLine() -> Skip {
        let start = position
        let found = bytes.withUnsafeBufferPointer { $0.firstLineBreak(from: start) }
        position = found
        guard found < bytes.count else { return .more(found - start) }
        guard bytes[found] == .cr else { return .bare }
        guard found + 1 < bytes.count else { return .more(found - start) }
        guard bytes[found + 1] == .lf else { return .bare }
        position = found + 2
        return .done
    }

    /// Takes a line that ends with LF, with or without a CR before it, as replies are read.
    mutating func lenientLine(limit: Int) -> Line {
        let window = bytes[position...].prefix(limit)
        guard let found = window.firstIndex(of: .lf) else { return window.count < limit ? .more : .long }
        defer { position = found + 1 }
        let end = found > position && bytes[found - 1] == .cr ? found - 1 : found
        return .line(bytes[position..<end])
    }
}
