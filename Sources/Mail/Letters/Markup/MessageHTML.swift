/// A message as the HTML part shows it: inline styles, because many programs drop all others.
struct MessageHTML {
    /// Names that are shown as mentions after an `@`.
    let names: [[UInt8]]
    var html = HTMLText()

    init(names: [String]) {
        self.names = names.prefix(40).map { Array($0.utf8.prefix(120)) }.filter { !$0.isEmpty }.sorted { $0.count > $1.count }
    }

    static func of(_ blocks: [MessageBlock], names: [String]) -> HTMLText {
        var writer = MessageHTML(names: names)
        writer.blocks(blocks)
        return writer.html
    }

    private mutating func blocks(_ blocks: [MessageBlock]) {
        for (i, block) in blocks.enumerated() { add(block, isLast: i == blocks.count - 1) }
    }

    private mutating func add(_ block: MessageBlock, isLast: Bool) {
        switch block {
        case .paragraph(let nodes): paragraph(nodes, isLast: isLast)
        case .heading(let level, let nodes):
            open("p", Self.words(nodes), isLast: isLast)
            if level == 1 { html.markup("font-size:19px;") }
            html.markup("font-weight:bold\">")
            inline(nodes)
            html.markup("</p>")
        case .quote(let blocks): quote(blocks, isLast: isLast)
        case .list(let start, let items): list(start, items, isLast: isLast)
        case .code(let code): fenced(code, isLast: isLast)
        case .rule: html.markup("<hr class=\"cm-l\" style=\"height:0;margin:16px 0;border:0;border-top:1px solid #dedbd2\">")
        }
    }

    private mutating func paragraph(_ nodes: [MessageInline], isLast: Bool) {
        open("p", Self.words(nodes), isLast: isLast)
        html.markup("\">")
        inline(nodes)
        html.markup("</p>")
    }

    /// Begins a tag up to the middle of its style.
    private mutating func open(_ tag: StaticString, _ words: String, isLast: Bool) {
        html.markup("<")
        html.markup(tag)
        html.markup(Direction.isRightToLeft(words) ? " dir=\"rtl\"" : " dir=\"auto\"")
        html.markup(isLast ? " style=\"margin:0;" : " style=\"margin:0 0 12px;")
    }

    private mutating func quote(_ blocks: [MessageBlock], isLast: Bool) {
        let words = MessageWords.line(Array(blocks.prefix(1)))
        html.markup("<blockquote class=\"cm-s cm-q\"")
        html.markup(Direction.isRightToLeft(words) ? " dir=\"rtl\"" : "")
        html.markup(isLast ? " style=\"margin:0;" : " style=\"margin:0 0 12px;")
        html.markup(
            Direction.isRightToLeft(words)
                ? "padding:0 14px 0 0;border-right:3px solid #a9cbce;color:#5c5d5b\">"
                : "padding:0 0 0 14px;border-left:3px solid #a9cbce;color:#5c5d5b\">")
        self.blocks(blocks)
        html.markup("</blockquote>")
    }

    private mutating func list(_ start: Int?, _ items: [[MessageBlock]], isLast: Bool) {
        let isRightToLeft = Direction.isRightToLeft(MessageWords.line(items.first ?? []))
        html.markup(start == nil ? "<ul" : "<ol start=\"")
        if let start {
            html.number(start)
            html.markup("\"")
        }
        html.markup(isRightToLeft ? " dir=\"rtl\"" : "")
        html.markup(isLast ? " style=\"margin:0;" : " style=\"margin:0 0 12px;")
        html.markup(isRightToLeft ? "padding:0 26px 0 0\">" : "padding:0 0 0 26px\">")
        for item in items {
            html.markup("<li dir=\"auto\" style=\"margin:0 0 4px\">")
            self.item(item)
            html.markup("</li>")
        }
        html.markup(start == nil ? "</ul>" : "</ol>")
    }

    private mutating func item(_ blocks: [MessageBlock]) {
        for (i, block) in blocks.enumerated() {
            if case .paragraph(let nodes) = block {
                if i > 0 { html.markup("<br>") }
                inline(nodes)
            } else {
                add(block, isLast: i == blocks.count - 1)
            }
        }
    }

    private mutating func fenced(_ code: [UInt8], isLast: Bool) {
        html.markup("<pre class=\"cm-k\" dir=\"ltr\" style=\"")
        html.markup(isLast ? "margin:0;" : "margin:0 0 12px;")
        html.markup("padding:12px 14px;border-radius:8px;background:#f2f0ea;color:#1d1f21;font:14px/1.5 ")
        html.markup("ui-monospace,'SF Mono',Menlo,Consolas,monospace;text-align:left;white-space:pre-wrap;word-break:break-word\">")
        html.text(code)
        html.markup("</pre>")
    }

    static func words(_ nodes: [MessageInline]) -> String {
        var bytes: [UInt8] = []
        MessageWords.add(nodes, to: &bytes)
        return String(decoding: bytes.prefix(2000), as: UTF8.self)
    }
}
