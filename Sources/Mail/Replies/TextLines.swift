/// Lines of a plain text body, with their quote marks counted (RFC 3676 §4.5).
enum TextLines {
    static let maximumDepth = 32

    static func read(_ text: String) -> [ReplyLine] {
        var lines: [ReplyLine] = []
        var isCode = false
        for piece in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
            var line = line(Array(piece))
            if isCode, line.depth == 0 { line.markup = line.plain }
            if line.depth == 0, line.plain.utf8.starts(with: "```".utf8) { isCode.toggle() }
            lines.append(line)
        }
        return lines
    }

    /// One line: "> > text" is `text` at depth 2.
    static func line(_ bytes: [UInt8]) -> ReplyLine {
        var start = 0, depth = 0
        while start < bytes.count, depth < maximumDepth, bytes[start] == UInt8(ascii: ">") {
            depth += 1
            start += 1
            if start + 1 < bytes.count, bytes[start] == 0x20, bytes[start + 1] == UInt8(ascii: ">") { start += 1 }
        }
        if depth > 0, isTyped(bytes[start...]) { (start, depth) = (0, 0) }
        if depth > 0, start < bytes.count, bytes[start] == 0x20 { start += 1 }
        var end = bytes.count
        while end > start, isSpace(bytes[end - 1]) { end -= 1 }
        let isSignature = depth == 0 && bytes[start...].elementsEqual([0x2D, 0x2D, 0x20])
        let plain = String(decoding: bytes[start..<end], as: UTF8.self)
        var line = ReplyLine(plain: plain, markup: Markup.keep(plain), depth: depth)
        if isSignature { line.hint = .signature }
        if depth == 0, plain.utf8.first == UInt8(ascii: ">") { line.markup = "\\" + line.markup }
        return line
    }

    /// A face such as ">_<" or ">:(", which is no quote.
    private static func isTyped(_ rest: ArraySlice<UInt8>) -> Bool { faces.contains { rest.starts(with: $0) } }

    private static let faces: [[UInt8]] = AttributionWords.strings([":(", ":-(", ":)", ":D", ":O", ":|", ":/", "_<", ".<", "_>"])

    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A || byte == 0x0C }
}
