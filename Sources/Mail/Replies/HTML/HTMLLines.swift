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
    var runs: [HTMLRun] = []
    var size = 0
    /// How the line being written began.
    var began = HTMLContext()
    /// A space is due before the next word; a blank line before the next line.
    var needsSpace = false
    var needsBlank = false
    var needsCell = false
    /// A list item's marker that its first line will bear.
    var marker: String?
    /// The block holds only spaces that do not break, which make it a blank line.
    var isSpacer = false
    /// A box begins with the next line.
    var isBoxed = false
    /// Everything from here on belongs to the mail that is answered.
    var isPast = false
    /// Containers whose first quote was seen.
    var quoted: Set<Int> = []
    var containers = 0

    static func read(_ html: String) -> [ReplyLine] {
        var reader = HTMLLines()
        var tokens = HTMLTokenizer(html)
        while let token = tokens.next() {
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
        needsSpace = false
        needsCell = false
        guard !runs.isEmpty else { return }
        trimEnd()
        let plain = HTMLRuns.plain(runs)
        var markup = began.pre == .fenced ? plain : Markup.escapeStart(HTMLRuns.markup(runs))
        runs = []
        size = 0
        guard !plain.isEmpty else { return }
        if needsBlank { addBlank() }
        if began.indent > 0 || marker != nil { markup = indented(markup) }
        append(quoted(ReplyLine(plain: plain, markup: markup, depth: began.depth, hint: hint(began))))
    }

    /// A plain mail shown as it is has quote marks of its own.
    private func quoted(_ line: ReplyLine) -> ReplyLine {
        guard began.pre == .plain else { return line }
        let text = TextLines.line(Array(line.plain.utf8))
        guard text.depth > 0 || text.hint != nil else { return line }
        return ReplyLine(plain: text.plain, markup: text.markup, depth: line.depth + text.depth, hint: line.hint ?? text.hint)
    }

    mutating func append(_ line: ReplyLine) {
        lines.append(line)
        isBoxed = false
        needsBlank = false
    }

    /// A blank line, unless there is one.
    mutating func addBlank() {
        needsBlank = false
        guard let last = lines.last, !last.isBlank else { return }
        let depth = min(last.depth, began.depth)
        lines.append(ReplyLine(plain: "", markup: "", depth: depth, hint: depth == 0 ? nil : last.hint))
    }

    func hint(_ context: HTMLContext) -> ReplyLine.Hint? {
        if isPast { return .quote }
        if let hint = context.hint { return hint }
        if let container = context.container, context.depth == 0, !quoted.contains(container) { return .attribution }
        return isBoxed ? .boxed : nil
    }

    private mutating func indented(_ markup: String) -> String {
        guard let marker else { return String(repeating: " ", count: began.indent) + markup }
        self.marker = nil
        return String(repeating: " ", count: max(began.indent - marker.utf8.count, 0)) + marker + markup
    }

    private mutating func trimEnd() {
        guard began.pre == nil else { return }
        while let last = runs.last {
            let text = last.text.utf8
            guard let end = text.lastIndex(where: { $0 != 0x20 }) else {
                runs.removeLast()
                continue
            }
            runs[runs.count - 1].text = String(last.text[...end])
            return
        }
    }

    /// `<br>`: ends the line, or is a blank one.
    mutating func breakLine() {
        guard runs.isEmpty else { return endLine() }
        began = context
        guard context.pre != .fenced else {
            return append(ReplyLine(plain: " ", markup: "", depth: began.depth, hint: hint(began)))
        }
        addBlank()
    }
}
