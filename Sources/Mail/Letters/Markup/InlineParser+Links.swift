/// Links: `[label](href)`, `<href>`, `<name@host>` and bare ones.
extension InlineParser {
    private static let longest = 2000

    /// True for an address that a mail may link to.
    static func isSafe(_ href: ArraySlice<UInt8>) -> Bool {
        guard let scheme = schemeLength(href), href.count > scheme else { return false }
        return href.allSatisfy { $0 > 0x20 && $0 != 0x7F }
    }

    private static func schemeLength(_ text: ArraySlice<UInt8>) -> Int? {
        let start = text.prefix(8).map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        return ["https://", "http://", "mailto:"].first { start.starts(with: $0.utf8) }?.utf8.count
    }

    mutating func bareLink() {
        guard let scheme = Self.schemeLength(text[at...]) else { return say(1) }
        let follows = at > 0 && (text[at - 1].isMarkupWord && text[at - 1] < 0x80 || text[at - 1] == UInt8(ascii: "_"))
        let href = follows ? [] : Self.linkText(text[at...].prefix(Self.longest), inLabel: open.contains { $0.mark == [0x5B] })
        guard href.count > scheme else { return say(scheme) }
        push(.link(href: Array(href), [.text(Array(href))]))
        at += href.count
    }

    /// As far as the link goes, without the punctuation that ends a sentence.
    private static func linkText(_ text: ArraySlice<UInt8>, inLabel: Bool) -> ArraySlice<UInt8> {
        var end = text.startIndex
        while end < text.endIndex, !endsLink(text, end, inLabel: inLabel) { end += 1 }
        var href = text[..<end].trimmedEnd(isEnding)
        while href.last.map({ $0 >= 0x80 }) == true, String(validating: href, as: UTF8.self) == nil { href = href.dropLast() }
        var surplus = href.count { ")]".utf8.contains($0) } - href.count { "([".utf8.contains($0) }
        while surplus > 0, let last = href.last, ")]".utf8.contains(last) {
            href = href.dropLast().trimmedEnd(isEnding)
            surplus -= 1
        }
        return href
    }

    private static func isEnding(_ byte: UInt8) -> Bool { "*_~.,:;!?'\"".utf8.contains(byte) }

    /// Spaces and brackets; also the spaces, stops and brackets of East Asian text (U+3000 to U+3011) and U+00A0.
    private static func endsLink(_ text: ArraySlice<UInt8>, _ i: Int, inLabel: Bool) -> Bool {
        let byte = text[i]
        if byte <= 0x20 || byte == 0x7F || "<>\"`".utf8.contains(byte) { return true }
        let next = text[i...].prefix(3)
        if inLabel, next.starts(with: "](".utf8) { return true }
        if byte == 0xC2 { return next.dropFirst().first == 0xA0 }
        return byte == 0xE3 && next.count == 3 && next[i + 1] == 0x80 && next[i + 2] <= 0x91
    }

    mutating func angledLink() {
        let inner = text[(at + 1)...].prefix(Self.longest).prefix {
            $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "<") && $0 > 0x20
        }
        guard inner.endIndex < text.count, text[inner.endIndex] == UInt8(ascii: ">") else { return say(1) }
        if Self.isSafe(inner) {
            push(.link(href: Array(inner), [.text(Array(inner))]))
        } else if Self.isAddress(inner) {
            push(.link(href: Array("mailto:".utf8) + inner, [.text(Array(inner))]))
        } else {
            return say(1)
        }
        at = inner.endIndex + 1
    }

    private static func isAddress(_ text: ArraySlice<UInt8>) -> Bool {
        let parts = text.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard parts.count == 2, text.count <= 254, let local = parts.first, let domain = parts.last else { return false }
        func isPlain(_ byte: UInt8, _ extra: String) -> Bool { byte < 0x80 && (byte.isMarkupWord || extra.utf8.contains(byte)) }
        let labels = domain.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return !local.isEmpty && local.allSatisfy { isPlain($0, "._+-") } && labels.count >= 2
            && labels.allSatisfy { !$0.isEmpty && $0.allSatisfy { isPlain($0, "-_") } }
    }

    mutating func closeLink() {
        guard let place = open.lastIndex(where: { $0.mark == [0x5B] }) else { return say(1) }
        guard let target = linkTarget(), Self.isSafe(target.href) else {
            open.removeSubrange(place...)
            return say(1)
        }
        let label = close(place)
        push(.link(href: Array(target.href), label.isEmpty ? [.text(Array(target.href))] : label))
        at = target.end
    }

    /// `](href)`, with or without a title, which is not shown.
    private func linkTarget() -> (href: ArraySlice<UInt8>, end: Int)? {
        var rest = text[(at + 1)...].prefix(3000)
        guard rest.first == UInt8(ascii: "(") else { return nil }
        rest = rest.dropFirst()
        while rest.first?.isMarkupSpace == true { rest = rest.dropFirst() }
        if rest.first == UInt8(ascii: "<") { rest = rest.dropFirst() }
        let href = Self.target(rest)
        rest = rest[href.endIndex...]
        if rest.first == UInt8(ascii: ">") { rest = rest.dropFirst() }
        while rest.first?.isMarkupSpace == true { rest = rest.dropFirst() }
        if rest.first == UInt8(ascii: "\"") {
            rest = rest.dropFirst().prefix(202).drop { $0 != UInt8(ascii: "\"") && $0 != 0x0A }.dropFirst()
            rest = text[rest.startIndex...].prefix(200)
            while rest.first?.isMarkupSpace == true { rest = rest.dropFirst() }
        }
        return rest.first == UInt8(ascii: ")") ? (href, rest.startIndex + 1) : nil
    }

    /// Without spaces; parentheses only in pairs.
    private static func target(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var depth = 0
        return text.prefix(longest).prefix { byte in
            if byte == UInt8(ascii: "(") { depth += 1 }
            if byte == UInt8(ascii: ")") { depth -= 1 }
            return byte > 0x20 && byte != 0x7F && byte != UInt8(ascii: "<") && byte != UInt8(ascii: ">") && depth >= 0 && depth < 4
        }
    }
}
