/// Draws an HTML text as lines of CommonMark, each with what the structure tells of it.
struct HTMLLines {
    /// Elements inside one another; deeper ones are read as if they were not there.
    static let maximumDepth = 200
    static let maximumLink = 2000
    /// A line longer than this is cut in two.
    static let maximumLine = 16 << 10

    var lines: [ReplyLine] = []
    var stack: [HTMLElement] = []
    /// How many elements of a name are open.
    var open: [String: Int] = [:]
    /// How many of them are beyond the depth.
    var beyond: [String: Int] = [:]
    var line = HTMLLine()
    var original = HTMLOriginal()
    /// A blank line is due before the next line.
    var needsBlank = false

    static func read(_ html: String) -> [ReplyLine] {
        var reader = HTMLLines()
        var tokens = HTMLTokenizer(html)
        while reader.lines.count < ReplyReader.maximumLines, let token = tokens.next() {
            switch token {
            case .text(let bytes): reader.text(bytes)
            case .open(let tag): reader.start(tag)
            case .close(let name): reader.end(name)
            }
        }
        while let last = reader.stack.last { reader.pop(last) }
        reader.endLine()
        return reader.lines
    }

    var context: HTMLContext { stack.last?.context ?? HTMLContext() }

    // MARK: Lines

    /// Ends the line, when something stands on it.
    mutating func endLine() {
        line.needsSpace = false
        line.needsCell = false
        guard !line.runs.isEmpty else { return }
        trimEnd()
        let plain = HTMLRuns.plain(line.runs)
        var markup = line.began.pre == .fenced ? plain : Markup.escapeStart(HTMLRuns.markup(line.runs))
        line.runs = []
        line.size = 0
        guard !plain.isEmpty else { return }
        if needsBlank { addBlank() }
        if line.began.indent > 0 || line.marker != nil { markup = indented(markup) }
        append(marked(ReplyLine(plain: plain, markup: markup, depth: line.began.depth, hint: hint(line.began))))
    }

    /// A plain mail shown as it is has quote marks of its own.
    private func marked(_ line: ReplyLine) -> ReplyLine {
        guard self.line.began.pre == .plain else { return line }
        let text = TextLines.line(Array(line.plain.utf8))
        guard text.depth > 0 || text.hint != nil else { return line }
        return ReplyLine(plain: text.plain, markup: text.markup, depth: line.depth + text.depth, hint: line.hint ?? text.hint)
    }

    mutating func append(_ line: ReplyLine) {
        lines.append(line)
        original.isBoxed = false
        needsBlank = false
    }

    /// A blank line, unless there is one.
    mutating func addBlank() {
        needsBlank = false
        guard let last = lines.last, !last.isBlank else { return }
        let depth = min(last.depth, line.began.depth)
        lines.append(ReplyLine(plain: "", markup: "", depth: depth, hint: depth == 0 ? nil : last.hint))
    }

    func hint(_ context: HTMLContext) -> ReplyLine.Hint? {
        if original.isPast { return .quote }
        if let hint = context.hint { return hint }
        if let container = context.container, context.depth == 0, !original.quoted.contains(container) { return .attribution }
        return original.isBoxed ? .boxed : nil
    }

    private mutating func indented(_ markup: String) -> String {
        guard let marker = line.marker else { return String(repeating: " ", count: line.began.indent) + markup }
        line.marker = nil
        return String(repeating: " ", count: max(line.began.indent - marker.utf8.count, 0)) + marker + markup
    }

    private mutating func trimEnd() {
        guard line.began.pre == nil else { return }
        while let last = line.runs.last {
            let text = last.text.utf8
            guard let end = text.lastIndex(where: { $0 != 0x20 }) else {
                line.runs.removeLast()
                continue
            }
            line.runs[line.runs.count - 1].text = String(last.text[...end])
            return
        }
    }

    /// `<br>`: ends the line, or is a blank one.
    mutating func breakLine() {
        guard line.runs.isEmpty else { return endLine() }
        line.began = context
        guard context.pre != .fenced else {
            return append(ReplyLine(plain: " ", markup: "", depth: line.began.depth, hint: hint(line.began)))
        }
        addBlank()
    }
}
