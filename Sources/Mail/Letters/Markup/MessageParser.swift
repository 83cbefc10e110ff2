/// Parses a message's markup to blocks as the client does; time grows with length only, whatever the text.
struct MessageParser {
    typealias Line = ArraySlice<UInt8>

    /// Bytes of a message that are read.
    static let limit = 65_536
    /// Quotes and lists within one another.
    private static let nesting = 6

    static func blocks(_ text: String) -> [MessageBlock] {
        let bytes = normalized(text)
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        return MessageParser().blocks(lines, depth: 0)
    }

    /// Line ends become LF, other control characters go.
    private static func normalized(_ text: String) -> [UInt8] {
        var out: [UInt8] = []
        var afterReturn = false
        for byte in text.utf8.prefix(limit) {
            if byte == 0x0D || (byte == 0x0A && !afterReturn) { out.append(0x0A) }
            if !byte.isControl || byte == 0x09 { out.append(byte) }
            afterReturn = byte == 0x0D
        }
        return out
    }

    func blocks(_ lines: [Line], depth: Int) -> [MessageBlock] {
        var out: [MessageBlock] = [], paragraph: [Line] = []
        func flush() {
            if !paragraph.isEmpty { out.append(.paragraph(InlineParser.parse(Array(paragraph.joined(separator: [0x0A]))))) }
            paragraph = []
        }
        var i = 0
        while i < lines.count {
            if lines[i].isBlank {
                flush()
                i += 1
            } else if let found = block(lines, i, depth, inParagraph: !paragraph.isEmpty) {
                flush()
                out.append(found.block)
                i = found.next
            } else {
                paragraph.append(lines[i].trimmedEnd())
                i += 1
            }
        }
        flush()
        return out
    }

    /// The block that begins at a line, if it is not a paragraph.
    private func block(_ lines: [Line], _ i: Int, _ depth: Int, inParagraph: Bool) -> (block: MessageBlock, next: Int)? {
        let line = lines[i]
        if let fence = LineStart.fence(line) { return fenced(lines, i, fence) }
        if let heading = LineStart.heading(line) {
            return (.heading(level: heading.level, InlineParser.parse(Array(heading.title))), i + 1)
        }
        if LineStart.isRule(line) { return (.rule, i + 1) }
        guard depth < Self.nesting else { return nil }
        if LineStart.quoted(line) != nil { return quote(lines, i, depth) }
        guard let item = LineStart.item(line), !item.text.isEmpty || !inParagraph else { return nil }
        return list(lines, i, item, depth)
    }

    private func fenced(_ lines: [Line], _ i: Int, _ fence: Line) -> (MessageBlock, Int) {
        var next = i + 1
        while next < lines.count {
            let line = lines[next].trimmed()
            if line.starts(with: fence), line.allSatisfy({ $0 == fence.first }) { break }
            next += 1
        }
        return (.code(Array(lines[(i + 1)..<next].joined(separator: [0x0A]))), next + 1)
    }

    private func quote(_ lines: [Line], _ i: Int, _ depth: Int) -> (MessageBlock, Int) {
        var body: [Line] = [], next = i
        while next < lines.count, let line = LineStart.quoted(lines[next]) {
            body.append(line)
            next += 1
        }
        return (.quote(blocks(body, depth: depth + 1)), next)
    }

    private func list(_ lines: [Line], _ i: Int, _ first: LineStart.Item, _ depth: Int) -> (MessageBlock, Int) {
        var items: [[MessageBlock]] = [], next = i
        while next < lines.count, let item = LineStart.item(lines[next]), (item.number == nil) == (first.number == nil) {
            var body = [item.text]
            next += 1
            while next < lines.count, isContinuation(lines, next) {
                body.append(lines[next].dedented(item.indent).rest)
                next += 1
            }
            items.append(blocks(body, depth: depth + 1))
            if next + 1 < lines.count, lines[next].isBlank, LineStart.item(lines[next + 1]) != nil { next += 1 }
        }
        return (.list(start: first.number, items: items), next)
    }

    private func isContinuation(_ lines: [Line], _ i: Int) -> Bool {
        func isIndented(_ line: Line) -> Bool { line.prefix(2).count == 2 && line.prefix(2).isBlank && !line.isBlank }
        return isIndented(lines[i]) || (lines[i].isBlank && i + 1 < lines.count && isIndented(lines[i + 1]))
    }
}
