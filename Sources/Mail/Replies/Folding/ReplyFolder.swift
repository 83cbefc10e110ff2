/// Parts a mail's lines into what was said and what is folded away.
struct ReplyFolder {
    enum Part: Equatable, Sendable {
        case said
        /// Of the mail that is answered.
        case quote
        case attribution
        /// Signature, footer, disclaimer.
        case footer
    }

    struct Outcome: Equatable, Sendable {
        var text: ReplyText
        var foundQuote: Bool
    }

    var lines: [ReplyLine]
    var keys: [ReplyKey]
    var parts: [Part]

    static func fold(_ lines: [ReplyLine]) -> Outcome {
        var folder = ReplyFolder(lines.flatMap(Attribution.parted))
        folder.readTypedQuotes()
        folder.cutBelowHeader()
        folder.joinWrapped()
        folder.markAttributions()
        folder.foldTails()
        return folder.outcome()
    }

    init(_ lines: [ReplyLine]) {
        self.lines = lines
        keys = lines.map { ReplyKey($0.plain) }
        parts = lines.map(Self.part)
    }

    private static func part(_ line: ReplyLine) -> Part {
        switch line.hint {
        case .quote: .quote
        case .attribution: line.depth > 0 ? .quote : .attribution
        case .signature: line.depth > 0 ? .quote : .footer
        case .boxed, .rule, nil: line.depth > 0 ? .quote : .said
        }
    }

    // MARK: Quotes

    /// An HTML mail that holds quote marks as text, below the line that announces them.
    private mutating func readTypedQuotes() {
        var isQuoting = false
        for place in lines.indices
        where lines[place].depth == 0 && lines[place].plain.utf8.first == UInt8(ascii: ">") && parts[place] == .said {
            if !isQuoting, let before = previous(place), keys[before].facts.contains(.colon) {
                isQuoting = Attribution.start(of: before, in: lines, keys: keys, beforeQuote: true) != nil
            }
            guard isQuoting else { continue }
            lines[place] = TextLines.line(Array(lines[place].plain.utf8))
            keys[place] = ReplyKey(lines[place].plain)
            parts[place] = Self.part(lines[place])
        }
    }

    /// Below a block of fields, or an announcement without a quote, everything is the mail that is answered.
    private mutating func cutBelowHeader() {
        var place = 0
        while place < lines.count {
            guard parts[place] == .said, !lines[place].isBlank else {
                place += 1
                continue
            }
            if let end = QuotedHeader.end(from: place, in: lines, keys: keys) {
                let isMarked = isMarkedQuote(from: end)
                for index in place..<(isMarked ? end : lines.count) { parts[index] = isMarked ? .attribution : .quote }
                place = isMarked ? end : lines.count
                continue
            }
            cutBelowAttribution(place)
            place += 1
        }
    }

    /// Whether quote marks follow, at once or below an announcement.
    private func isMarkedQuote(from start: Int) -> Bool {
        guard let first = next(start) else { return false }
        if lines[first].depth > 0 { return true }
        guard let marked = (first..<min(first + 6, lines.count)).first(where: { lines[$0].depth > 0 }),
            let before = previous(marked)
        else {
            return false
        }
        return Attribution.start(of: before, in: lines, keys: keys, beforeQuote: true) == first
    }

    private mutating func cutBelowAttribution(_ place: Int) {
        guard keys[place].facts.contains(.colon),
            let start = Attribution.start(of: place, in: lines, keys: keys, beforeQuote: false)
        else { return }
        let below = next(place + 1)
        for index in start...place where parts[index] == .said { parts[index] = .attribution }
        guard let below, parts[below] == .said else { return }
        for index in below..<lines.count where parts[index] == .said { parts[index] = .quote }
    }

    /// The end of a quoted line that a program wrapped without marking it.
    private mutating func joinWrapped() {
        guard lines.count > 2 else { return }
        for place in 1..<(lines.count - 1) where parts[place] == .said && !lines[place].isBlank {
            let before = lines[place - 1], after = lines[place + 1]
            guard before.depth > 0, after.depth > 0, before.hint == nil, before.width >= 60, lines[place].width < 40 else {
                continue
            }
            let last = before.plain.utf8.last ?? 0, first = lines[place].plain.first
            if !".!?:".utf8.contains(last), first?.isLowercase == true { parts[place] = .quote }
        }
    }

    /// The lines that announce a quote; a quote that a colon of the writer's own leads to stays.
    private mutating func markAttributions() {
        for place in lines.indices where parts[place] == .quote {
            guard place == 0 || parts[place - 1] != .quote, let before = previous(place), parts[before] == .said,
                place - before <= 3
            else {
                continue
            }
            if let start = Attribution.start(of: before, in: lines, keys: keys, beforeQuote: true) {
                for index in start...before where parts[index] == .said { parts[index] = .attribution }
            } else if keys[before].facts.contains(.colon), lines[place].hint == nil, lines[place].depth > 0 {
                keep(from: place)
            }
        }
    }

    private mutating func keep(from start: Int) {
        var place = start
        while place < lines.count, parts[place] == .quote, lines[place].hint == nil {
            parts[place] = .said
            place += 1
        }
    }

    // MARK: Neighbours

    /// The nearest line above or below (itself included) that is not blank; looked for in a few lines only.
    func previous(_ place: Int) -> Int? {
        (max(0, place - 4)..<place).reversed().first { !lines[$0].isBlank }
    }

    func next(_ place: Int) -> Int? {
        (place..<max(place, min(place + 8, lines.count))).first { !lines[$0].isBlank }
    }
}
