/// A message's words without its markup, on one line: for subjects, previews and context.
enum MessageWords {
    static func of(_ text: String, limit: Int = 4000) -> String {
        line(MessageParser.blocks(String(decoding: text.utf8.prefix(limit), as: UTF8.self)))
    }

    static func line(_ blocks: [MessageBlock]) -> String {
        var bytes: [UInt8] = []
        for block in blocks { add(block, to: &bytes) }
        let words = bytes.split(whereSeparator: \.isMarkupSpace)
        return String(decoding: Array(words.joined(separator: [0x20])), as: UTF8.self)
    }

    private static func add(_ block: MessageBlock, to out: inout [UInt8]) {
        out.append(0x20)
        switch block {
        case .paragraph(let nodes), .heading(_, let nodes): add(nodes, to: &out)
        case .quote(let blocks): for block in blocks { add(block, to: &out) }
        case .list(_, let items): for block in items.joined() { add(block, to: &out) }
        case .code(let code): out += code
        case .rule: break
        }
    }

    static func add(_ nodes: [MessageInline], to out: inout [UInt8]) {
        for node in nodes {
            switch node {
            case .text(let text), .code(let text): out += text
            case .lineBreak: out.append(0x20)
            case .strong(let nodes), .emphasis(let nodes), .strike(let nodes), .link(_, let nodes): add(nodes, to: &out)
            }
        }
    }
}
