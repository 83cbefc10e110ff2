extension ReplyFolder {
    /// Folds what stands below each stretch of said lines, and a banner above the first.
    mutating func foldTails() {
        var start = 0
        var isFirst = true, hasSaid = false
        while start < lines.count {
            guard parts[start] == .said || parts[start] == .footer else {
                start += 1
                continue
            }
            var end = start
            while end < lines.count, parts[end] == .said || parts[end] == .footer { end += 1 }
            if isFirst { foldBanner(start..<end) }
            isFirst = false
            foldTail(start..<end, hasSaid: hasSaid)
            hasSaid = hasSaid || (start..<end).contains { parts[$0] == .said && !lines[$0].isBlank }
            start = end
        }
    }

    private mutating func foldBanner(_ range: Range<Int>) {
        guard let first = range.first(where: { !lines[$0].isBlank }) else { return }
        guard Footer.isBanner(lines[first]) || lines[first].plain == "-----BEGIN PGP SIGNED MESSAGE-----" else { return }
        let end = range.first { $0 > first && lines[$0].isBlank } ?? range.upperBound
        guard end - first <= 6, range.contains(where: { $0 >= end && !lines[$0].isBlank }) || end == range.upperBound else {
            return
        }
        for place in first..<end { parts[place] = .footer }
    }

    private mutating func foldTail(_ range: Range<Int>, hasSaid: Bool) {
        var end = foldSignature(range)
        end = foldFooters(range.lowerBound..<end)
        guard let closing = Closing.start(in: range.lowerBound..<end, of: lines, keys: keys, hasSaid: hasSaid) else { return }
        for place in closing..<end { parts[place] = .footer }
        _ = foldFooters(range.lowerBound..<closing)
    }

    /// What follows the line "-- " (RFC 3676 §4.3), which must be short when its space is missing.
    private mutating func foldSignature(_ range: Range<Int>) -> Int {
        guard let mark = range.first(where: { isMark($0) }) else { return range.upperBound }
        let below = ((mark + 1)..<range.upperBound).count { !lines[$0].isBlank }
        let isExact = lines[mark].hint == .signature || lines[mark].plain == Self.armor
        guard below <= (isExact ? 30 : 10) else { return range.upperBound }
        for place in mark..<range.upperBound { parts[place] = .footer }
        return mark
    }

    private static let armor = "-----BEGIN PGP SIGNATURE-----"

    private func isMark(_ place: Int) -> Bool {
        let plain = lines[place].plain
        return plain == "--" || plain == "-- " || plain == "—" || plain == Self.armor || isListMark(place)
    }

    /// The long line above what a mailing list adds.
    private func isListMark(_ place: Int) -> Bool {
        guard keys[place].text.count >= 40, keys[place].text.allSatisfy({ $0 == UInt8(ascii: "_") }) else { return false }
        return (place..<min(place + 6, lines.count)).contains {
            keys[$0].facts.contains(.address) || keys[$0].contains(Array("http".utf8))
        }
    }

    /// Lines and paragraphs at the end, one after another.
    private mutating func foldFooters(_ range: Range<Int>) -> Int {
        var end = range.upperBound
        while end > range.lowerBound {
            if lines[end - 1].isBlank || parts[end - 1] == .footer {
                end -= 1
                continue
            }
            let start = footerStart(range.lowerBound, end)
            guard start < end else { break }
            for place in start..<end { parts[place] = .footer }
            end = start
        }
        return end
    }

    /// Where the footer begins that ends at a place; the place itself when there is none.
    private func footerStart(_ lower: Int, _ end: Int) -> Int {
        let last = end - 1
        if let start = boxStart(lower, last) { return start }
        if lines[last].hint == .rule || isLine(lines[last].plain) || Footer.isPlaceholder(keys[last]) { return last }
        if Footer.isLine(keys[last], isApart: last == lower || lines[last - 1].isBlank || parts[last - 1] == .footer) {
            return last
        }
        var start = last
        while start > lower, !lines[start - 1].isBlank, parts[start - 1] == .said, last - start < 30 { start -= 1 }
        if last - start <= 3, last > start, Footer.isLine(joined(start..<end), isApart: true) { return start }
        guard start > lower, Footer.isDisclaimer(lines[start..<end]) else { return end }
        return start
    }

    /// Where a signature begins that is drawn between two lines, of which the second is the last.
    private func boxStart(_ lower: Int, _ last: Int) -> Int? {
        guard keys[last].text.count >= 8, isLine(lines[last].plain) else { return nil }
        guard let start = (max(lower, last - 10)..<last).last(where: { isLine(lines[$0].plain) }), start > lower else { return nil }
        let isContact = (start..<last).contains { keys[$0].facts.contains(.address) || keys[$0].contains(Array("www.".utf8)) }
        return isContact && (start..<last).allSatisfy { lines[$0].width <= 90 } ? start : nil
    }

    private func joined(_ range: Range<Int>) -> ReplyKey { ReplyKey(lines[range].map(\.plain).joined(separator: " ")) }

    /// Drawn from dashes or the like.
    private func isLine(_ plain: String) -> Bool {
        let bytes = plain.utf8
        guard bytes.count >= 3, let first = bytes.first, "-_=*".utf8.contains(first) else { return false }
        return bytes.allSatisfy { $0 == first || $0 == 0x20 }
    }
}
