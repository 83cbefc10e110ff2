/// A message as the text part shows it: tidy, quotes indented, links written out.
struct MessageText {
    private var lines: [String] = []

    static func of(_ blocks: [MessageBlock]) -> String { MessageText.lines(blocks).joined(separator: "\n") }

    static func lines(_ blocks: [MessageBlock], isTight: Bool = false) -> [String] {
        var writer = MessageText()
        for block in blocks {
            if !writer.lines.isEmpty, !isTight { writer.lines.append("") }
            writer.add(block)
        }
        return writer.lines
    }

    private mutating func add(_ block: MessageBlock) {
        switch block {
        case .paragraph(let nodes), .heading(_, let nodes): lines += Self.words(nodes)
        case .quote(let blocks): lines += Self.lines(blocks).map { $0.isEmpty ? ">" : "> " + $0 }
        case .list(let start, let items): add(items, from: start)
        case .code(let code):
            lines += code.split(separator: 0x0A, omittingEmptySubsequences: false).map {
                "    " + String(decoding: $0, as: UTF8.self)
            }
        case .rule: lines.append("* * *")
        }
    }

    private mutating func add(_ items: [[MessageBlock]], from start: Int?) {
        for (offset, item) in items.enumerated() {
            let marker = start.map { "\($0 + offset). " } ?? "- "
            let indent = String(repeating: " ", count: marker.utf8.count)
            let body = Self.lines(item, isTight: true)
            lines.append(marker + (body.first ?? ""))
            lines += body.dropFirst().map { $0.isEmpty ? "" : indent + $0 }
        }
    }

    private static func words(_ nodes: [MessageInline]) -> [String] {
        var bytes: [UInt8] = []
        add(nodes, to: &bytes)
        return bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
    }

    private static func add(_ nodes: [MessageInline], to out: inout [UInt8]) {
        for node in nodes {
            switch node {
            case .text(let text): out += text
            case .lineBreak: out.append(0x0A)
            case .code(let code): out += [0x60] + code + [0x60]
            case .strong(let nodes): surround(nodes, "*", &out)
            case .emphasis(let nodes): surround(nodes, "_", &out)
            case .strike(let nodes): surround(nodes, "~", &out)
            case .link(let href, let nodes): link(href, nodes, &out)
            }
        }
    }

    private static func surround(_ nodes: [MessageInline], _ mark: String, _ out: inout [UInt8]) {
        out += mark.utf8
        add(nodes, to: &out)
        out += mark.utf8
    }

    private static func link(_ href: [UInt8], _ nodes: [MessageInline], _ out: inout [UInt8]) {
        var label: [UInt8] = []
        add(nodes, to: &label)
        if label == href || Array("mailto:".utf8) + label == href { return out += label }
        out += label + Array(" (".utf8) + href + [0x29]
    }
}
