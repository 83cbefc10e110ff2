/// Undoes `format=flowed` (RFC 3676): lines of one paragraph are joined, quotes keep their depth.
enum FlowedText {
    static func unflow(_ text: String, deletesSpace: Bool) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(text.utf8.count)
        /// The depth of the paragraph that goes on in the next line.
        var open: Int?
        var scanner = LineScanner(Array(text.utf8)[...])
        while var line = scanner.next() {
            let depth = dropQuotes(&line)
            if line.first == 0x20 { line = line.dropFirst() }
            let isSignature = line.elementsEqual("-- ".utf8)
            if open != depth || isSignature { begin(depth, isEmpty: line.isEmpty, open: open, in: &result) }
            let isFlowed = line.last == 0x20 && !isSignature
            result.append(contentsOf: isFlowed && deletesSpace ? line.dropLast() : line)
            open = isFlowed ? depth : nil
            if !isFlowed { result.append(0x0A) }
        }
        if open != nil { result.append(0x0A) }
        return String(decoding: result, as: UTF8.self)
    }

    /// Takes the quote marks off a line; some programs put a blank between them.
    private static func dropQuotes(_ line: inout ArraySlice<UInt8>) -> Int {
        var depth = 0
        while line.first == 0x3E || (depth > 0 && line.starts(with: [0x20, 0x3E])) {
            line = line.dropFirst(line.first == 0x3E ? 1 : 2)
            depth += 1
        }
        return depth
    }

    private static func begin(_ depth: Int, isEmpty: Bool, open: Int?, in result: inout [UInt8]) {
        if open != nil { result.append(0x0A) }
        for level in 0..<depth {
            result.append(0x3E)
            if level < depth - 1 || !isEmpty { result.append(0x20) }
        }
    }
}
