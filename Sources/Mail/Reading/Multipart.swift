/// Cuts a multipart's body at its boundary (RFC 2046 §5.1.1).
enum Multipart {
    /// The parts in order, at most `limit`; a missing end is the body's end. Nil when no delimiter stands in it.
    static func split(_ body: ArraySlice<UInt8>, at boundary: String, limit: Int) -> [ArraySlice<UInt8>]? {
        let delimiter = Array("--".utf8) + Array(boundary.utf8)
        var parts: [ArraySlice<UInt8>] = []
        var scanner = LineScanner(body)
        var start: Int?
        var lineStart = body.startIndex
        while let line = scanner.next() {
            defer { lineStart = scanner.position }
            guard line.first == 0x2D, let ends = match(line, delimiter) else { continue }
            if let start {
                parts.append(withoutLineEnd(body[start..<max(start, lineStart)]))
                if parts.count >= limit { return parts }
            }
            start = scanner.position
            if ends { return parts }
        }
        guard let start else { return nil }
        if start < body.endIndex { parts.append(body[start...]) }
        return parts
    }

    /// Whether a line is the last delimiter; nil when it is none.
    private static func match(_ line: ArraySlice<UInt8>, _ delimiter: [UInt8]) -> Bool? {
        guard line.starts(with: delimiter) else { return nil }
        let rest = line.dropFirst(delimiter.count)
        if rest.withoutBlanks.isEmpty { return false }
        return rest.starts(with: [0x2D, 0x2D]) && rest.dropFirst(2).withoutBlanks.isEmpty ? true : nil
    }

    /// The line end before a delimiter belongs to the delimiter.
    private static func withoutLineEnd(_ part: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard part.last == 0x0A else { return part }
        let part = part.dropLast()
        return part.last == 0x0D ? part.dropLast() : part
    }
}
