extension MessageHTML {
    mutating func inline(_ nodes: [MessageInline], inLink: Bool = false) {
        for node in nodes { add(node, inLink: inLink) }
    }

    private mutating func add(_ node: MessageInline, inLink: Bool) {
        switch node {
        case .text(let text): inLink ? html.text(text) : mentioning(text)
        case .lineBreak: html.markup("<br>")
        case .strong(let nodes): wrap("strong", nodes, inLink)
        case .emphasis(let nodes): wrap("em", nodes, inLink)
        case .strike(let nodes): wrap("s", nodes, inLink)
        case .code(let code):
            html.markup(
                "<code class=\"cm-k\" dir=\"ltr\" style=\"padding:1px 4px;border-radius:4px;background:#f2f0ea;color:#1d1f21;")
            html.markup("font:15px ui-monospace,'SF Mono',Menlo,Consolas,monospace\">")
            html.text(code)
            html.markup("</code>")
        case .link(let href, let nodes): link(href, nodes, inLink)
        }
    }

    private mutating func wrap(_ tag: StaticString, _ nodes: [MessageInline], _ inLink: Bool) {
        html.markup("<")
        html.markup(tag)
        html.markup(">")
        inline(nodes, inLink: inLink)
        html.markup("</")
        html.markup(tag)
        html.markup(">")
    }

    /// A link holds no links.
    private mutating func link(_ href: [UInt8], _ nodes: [MessageInline], _ inLink: Bool) {
        guard !inLink else { return inline(nodes, inLink: true) }
        html.markup("<a class=\"cm-a\" href=\"")
        html.text(href)
        html.markup("\" style=\"color:#0b6674\">")
        inline(nodes, inLink: true)
        html.markup("</a>")
    }

    private mutating func mentioning(_ text: [UInt8]) {
        var from = text.startIndex
        while let at = text[from...].firstIndex(of: UInt8(ascii: "@")) {
            html.text(text[from..<at])
            let name = names.first { text[(at + 1)...].starts(with: $0) } ?? []
            from = at + 1 + name.count
            if name.isEmpty {
                html.text(text[at..<from])
            } else {
                html.markup("<span class=\"cm-a\" style=\"font-weight:600;color:#0b6674\">")
                html.text(text[at..<from])
                html.markup("</span>")
            }
        }
        html.text(text[from...])
    }
}
