extension ReplyFolder {
    /// A quote between answers longer than this is shown by its end.
    private static let maximumKept = 8

    func outcome() -> Outcome {
        let foundQuote = parts.contains { $0 == .quote || $0 == .attribution }
        let said = lines.indices.filter { parts[$0] == .said && !lines[$0].isBlank && lines[$0].hint != .rule }
        var saidLines = ReplyPage(), foldedLines = ReplyPage()
        guard let first = said.first, let last = said.last else {
            for line in lines { foldedLines.add(line) }
            return Outcome(text: ReplyText(said: "", folded: foldedLines.text), foundQuote: foundQuote)
        }
        let kept = kept(first, last)
        for place in lines.indices {
            let isShown = place >= first && place <= last && parts[place] == .said || kept.contains(place)
            if isShown { saidLines.add(lines[place], isQuote: parts[place] == .quote) } else { foldedLines.add(lines[place]) }
        }
        return Outcome(text: ReplyText(said: saidLines.text, folded: foldedLines.text), foundQuote: foundQuote)
    }

    /// The quoted lines to show beside answers given between them.
    private func kept(_ first: Int, _ last: Int) -> Set<Int> {
        guard (first..<last).contains(where: { parts[$0] == .quote && !lines[$0].isBlank }) else { return [] }
        let pieces = pieces(to: last)
        if pieces.count == 1, let piece = pieces.first, isWhole(piece.lines) { return [] }
        return pieces.reduce(into: []) { $0.formUnion(end(of: $1.lines, isFirst: $1.isFirst)) }
    }

    /// The quotes before each answer, the one where the mail that is answered begins among them.
    private func pieces(to last: Int) -> [(lines: [Int], isFirst: Bool)] {
        var pieces: [(lines: [Int], isFirst: Bool)] = []
        var piece: [Int] = [], hasSaid = false
        for place in 0...last {
            if parts[place] == .quote {
                piece.append(place)
            } else if parts[place] == .said, !lines[place].isBlank {
                if piece.contains(where: { !isEmpty($0) }) { pieces.append((piece, !hasSaid || isAnnounced(piece))) }
                (piece, hasSaid) = ([], true)
            }
        }
        return pieces
    }

    private func isAnnounced(_ piece: [Int]) -> Bool {
        guard let first = piece.first else { return false }
        return previous(first).map { parts[$0] == .attribution } ?? false || piece.prefix(6).contains { isAnnouncement($0) }
    }

    /// Whether a quoted line announces what is quoted below it.
    private func isAnnouncement(_ place: Int) -> Bool {
        keys[place].facts.contains(.colon) && Attribution.start(of: place, in: lines, keys: keys, beforeQuote: false) != nil
    }

    /// The mail that is answered, announced and quoted in full below a word of greeting.
    private func isWhole(_ piece: [Int]) -> Bool {
        piece.count { !isEmpty($0) } > 3 && isAnnounced(piece)
    }

    /// A short quote whole; of a long one, or the one before the first answer, its last paragraph.
    private func end(of piece: [Int], isFirst: Bool) -> [Int] {
        let written = piece.filter { !isEmpty($0) }
        guard let last = written.last else { return [] }
        if !isFirst, written.count <= Self.maximumKept { return piece }
        let paragraph = piece.prefix { $0 <= last }.reversed().prefix { !isEmpty($0) && !isAnnouncement($0) }
        return paragraph.prefix(Self.maximumKept).reversed()
    }

    private func isEmpty(_ place: Int) -> Bool { lines[place].isBlank }
}

/// Lines put together, with no two blank ones in a row.
struct ReplyPage {
    private var rows: [String] = []
    private var isCode = false
    private var wasQuote = false

    mutating func add(_ line: ReplyLine, isQuote: Bool = false) {
        if line.markup.utf8.starts(with: "```".utf8), line.depth == 0 { isCode.toggle() }
        if isQuote != wasQuote, rows.last?.isEmpty == false { rows.append("") }
        wasQuote = isQuote
        let depth = max(line.depth, isQuote ? 1 : 0)
        let marks = String(repeating: "> ", count: depth)
        let row = line.isBlank ? String(marks.dropLast()) : marks + line.markup
        guard !line.isBlank || isCode || !isBlank(rows.last) else { return }
        rows.append(row)
    }

    /// Without blank lines around.
    var text: String {
        var page = rows[...]
        while let first = page.first, isBlank(first) { page.removeFirst() }
        while let last = page.last, isBlank(last) { page.removeLast() }
        return page.joined(separator: "\n")
    }

    private func isBlank(_ row: String?) -> Bool { row?.utf8.allSatisfy { $0 == 0x20 || $0 == UInt8(ascii: ">") } ?? true }
}
