/// Running text in one pass: a stack of open delimiters, each closed by the nearest that fits.
struct InlineParser {
    enum Piece {
        case node(MessageInline)
        /// A delimiter that is text unless something closes it.
        case mark([UInt8])
    }

    /// Delimiters that stay open at a time, which also bounds how deep the nodes go.
    static let openLimit = 64

    let text: [UInt8]
    var at = 0
    var out: [Piece] = []
    var open: [(mark: [UInt8], index: Int)] = []
    /// Lengths of backtick runs that nothing closes any more.
    var unclosed: Set<Int> = []
    private var said: [UInt8] = []

    private init(_ text: [UInt8]) { self.text = text }

    static func parse(_ text: [UInt8]) -> [MessageInline] {
        var parser = InlineParser(text)
        while parser.at < text.count { parser.step() }
        parser.flush()
        return settled(parser.out[...])
    }

    /// Delimiters that stayed open are text.
    static func settled(_ pieces: ArraySlice<Piece>) -> [MessageInline] {
        pieces.map { piece in
            switch piece {
            case .node(let node): node
            case .mark(let mark): .text(mark)
            }
        }
    }

    private mutating func step() {
        if open.count > Self.openLimit { open.removeFirst() }
        switch text[at] {
        case 0x0A:
            push(.lineBreak)
            at += 1
        case UInt8(ascii: "\\"): escape()
        case UInt8(ascii: "`"): codeSpan()
        case UInt8(ascii: "<"): angledLink()
        case UInt8(ascii: "["): openMark([text[at]])
        case UInt8(ascii: "]"): closeLink()
        case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"): emphasis()
        case UInt8(ascii: "h"), UInt8(ascii: "H"), UInt8(ascii: "m"), UInt8(ascii: "M"): bareLink()
        default: say(1 + text[(at + 1)...].prefix { !Self.isSpecial($0) }.count)
        }
    }

    /// Bytes that may begin markup.
    private static func isSpecial(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x0A, UInt8(ascii: "*"), UInt8(ascii: "<"), UInt8(ascii: "_"), UInt8(ascii: "`"), UInt8(ascii: "~"): true
        case UInt8(ascii: "[")...UInt8(ascii: "]"), UInt8(ascii: "h"), UInt8(ascii: "H"), UInt8(ascii: "m"), UInt8(ascii: "M"): true
        default: false
        }
    }

    /// Takes bytes as they are.
    mutating func say(_ count: Int) {
        said += text[at..<(at + count)]
        at += count
    }

    mutating func flush() {
        if !said.isEmpty { out.append(.node(.text(said))) }
        said = []
    }

    mutating func push(_ node: MessageInline) {
        flush()
        out.append(.node(node))
    }

    mutating func openMark(_ mark: [UInt8]) {
        flush()
        open.append((mark, out.count))
        out.append(.mark(mark))
        at += mark.count
    }

    /// What stands since an open delimiter, which closes and takes those after it along.
    mutating func close(_ place: Int) -> [MessageInline] {
        flush()
        let index = open[place].index
        let children = Self.settled(out[(index + 1)...])
        out.removeSubrange(index...)
        open.removeSubrange(place...)
        return children
    }

    private mutating func escape() {
        guard at + 1 < text.count, text[at + 1].isMarkupPunctuation else { return say(1) }
        at += 1
        say(1)
    }

    private mutating func codeSpan() {
        let ticks = run(at)
        var end = at + ticks
        while !unclosed.contains(ticks), end < text.count {
            guard text[end] == UInt8(ascii: "`") else {
                end += 1
                continue
            }
            let closing = run(end)
            if closing == ticks {
                let code = text[(at + ticks)..<end].map { $0 == 0x0A ? 0x20 : $0 }
                push(.code(code))
                at = end + ticks
                return
            }
            end += closing
        }
        unclosed.insert(ticks)
        say(ticks)
    }

    private func run(_ start: Int) -> Int { text[start...].prefix { $0 == text[start] }.count }
}
