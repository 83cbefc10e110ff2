/// A piece of a line drawn in one way.
struct HTMLRun: Equatable, Sendable {
    var text: String
    var style: HTMLStyle
    /// Where it leads, when that may be followed.
    var link: String?
}

/// Writes runs as CommonMark.
enum HTMLRuns {
    static func plain(_ runs: [HTMLRun]) -> String { runs.map(\.text).joined() }

    static func markup(_ runs: [HTMLRun]) -> String {
        let counts = MarkCounts(plain(runs))
        var out = ""
        for group in groups(runs, by: \.link) {
            guard let link = group.first?.link else {
                out += drawn(group, .strong, counts)
                continue
            }
            out += linked(group, to: link, counts)
        }
        return out
    }

    private static func linked(_ runs: ArraySlice<HTMLRun>, to link: String, _ counts: MarkCounts) -> String {
        let text = plain(Array(runs))
        let (before, core, after) = trimmed(text)
        if core.isEmpty { return text }
        if let bare = bare(core, link) { return before + bare + after }
        var inner = Array(runs)
        inner[0].text = String(inner[0].text.drop { $0 == " " })
        while let last = inner.last?.text, last.last == " " { inner[inner.count - 1].text = String(last.dropLast()) }
        return before + "[" + drawn(inner[...], .strong, counts) + "](" + link + ")" + after
    }

    /// What is written when a link's text is its address already.
    private static func bare(_ text: String, _ link: String) -> String? {
        if text.hasPrefix("http://") || text.hasPrefix("https://") { return text.utf8.contains(0x20) ? nil : text }
        if link.hasPrefix("mailto:") { return link.dropFirst(7).prefix { $0 != "?" } == text || text.contains("@") ? text : nil }
        let scheme = link.hasPrefix("https://") ? 8 : 7
        let target = link.dropFirst(scheme)
        return target == text || target == text + "/" ? link : nil
    }

    private static let order: [HTMLStyle] = [.strong, .emphasis, .strike, .code]
    private static let marks: [HTMLStyle: String] = [.strong: "**", .emphasis: "*", .strike: "~~"]

    private static func drawn(_ runs: ArraySlice<HTMLRun>, _ style: HTMLStyle, _ counts: MarkCounts) -> String {
        var out = ""
        for group in groups(Array(runs), by: { $0.style.contains(style) }) {
            let isDrawn = group.first?.style.contains(style) == true
            if style == .code {
                let text = plain(Array(group))
                out += isDrawn ? code(text) : Markup.escape(text, in: counts)
                continue
            }
            let next = order[(order.firstIndex(of: style) ?? 0) + 1]
            let inner = drawn(group, next, counts)
            guard isDrawn, let mark = marks[style] else {
                out += inner
                continue
            }
            let (before, core, after) = trimmed(inner)
            out += core.isEmpty ? inner : before + mark + core + mark + after
        }
        return out
    }

    private static func code(_ text: String) -> String {
        let (before, core, after) = trimmed(text)
        guard !core.isEmpty else { return text }
        var longest = 0, run = 0
        for byte in core.utf8 {
            run = byte == UInt8(ascii: "`") ? run + 1 : 0
            longest = max(longest, run)
        }
        let ticks = String(repeating: "`", count: longest + 1)
        let room = core.hasPrefix("`") || core.hasSuffix("`") ? " " : ""
        return before + ticks + room + core + room + ticks + after
    }

    private static func groups<Key: Equatable>(_ runs: [HTMLRun], by key: (HTMLRun) -> Key) -> [ArraySlice<HTMLRun>] {
        var groups: [ArraySlice<HTMLRun>] = []
        var start = 0
        for place in runs.indices.dropFirst() where key(runs[place]) != key(runs[place - 1]) {
            groups.append(runs[start..<place])
            start = place
        }
        if start < runs.count { groups.append(runs[start...]) }
        return groups
    }

    private static func trimmed(_ text: String) -> (before: String, core: String, after: String) {
        let bytes = text.utf8
        guard let first = bytes.firstIndex(where: { $0 != 0x20 }), let last = bytes.lastIndex(where: { $0 != 0x20 }) else {
            return (text, "", "")
        }
        let end = bytes.index(after: last)
        return (String(text[..<first]), String(text[first..<end]), String(text[end...]))
    }
}
