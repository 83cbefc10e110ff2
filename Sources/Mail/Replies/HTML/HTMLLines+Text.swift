extension HTMLLines {
    /// Text, with its white space drawn as browsers do.
    mutating func text(_ bytes: [UInt8]) {
        let context = context
        guard !context.isHidden else { return }
        if context.pre != nil { return preformatted(bytes, context) }
        var word: [UInt8] = []
        for byte in bytes {
            if TextLines.isSpace(byte) {
                say(word, context)
                word.removeAll(keepingCapacity: true)
                line.needsSpace = true
            } else {
                word.append(byte)
            }
        }
        say(word, context)
    }

    private mutating func preformatted(_ bytes: [UInt8], _ context: HTMLContext) {
        for (place, piece) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            if place > 0 { breakPreformatted(context) }
            let piece = piece.last == 0x0D ? piece.dropLast() : piece
            guard !piece.isEmpty else { continue }
            line.needsSpace = false
            put(Array(piece), context)
        }
    }

    private mutating func breakPreformatted(_ context: HTMLContext) {
        guard !line.runs.isEmpty || context.pre == .fenced else {
            line.began = context
            return addBlank()
        }
        line.runs.isEmpty ? breakLine() : endLine()
    }

    /// A word, after the space that is due.
    private mutating func say(_ word: [UInt8], _ context: HTMLContext) {
        guard !word.isEmpty else { return }
        let word = Self.visible(word)
        guard !word.isEmpty else { return }
        if line.runs.isEmpty, word.allSatisfy({ $0 == 0x20 }) {
            line.isSpacer = true
            return
        }
        put(word, context)
    }

    /// Adds to the line what stands in it literally.
    mutating func put(_ bytes: [UInt8], _ context: HTMLContext) {
        if line.size > Self.maximumLine { endLine() }
        if line.runs.isEmpty {
            line.began = context
            line.needsSpace = false
            line.isSpacer = false
        }
        if line.needsCell { add(" | ", context, style: []) } else if line.needsSpace { add(" ", context, style: context.style) }
        line.needsSpace = false
        line.needsCell = false
        var text = String(decoding: bytes, as: UTF8.self)
        if line.runs.isEmpty, context.pre == nil { text = String(text.drop { $0 == " " }) }
        add(text, context, style: context.style)
    }

    private mutating func add(_ text: String, _ context: HTMLContext, style: HTMLStyle) {
        guard !text.isEmpty else { return }
        line.size += text.utf8.count
        let style = context.pre == .fenced ? [] : style
        if let last = line.runs.last, last.style == style, last.link == context.link {
            line.runs[line.runs.count - 1].text += text
        } else {
            line.runs.append(HTMLRun(text: text, style: style, link: context.link))
        }
    }

    /// Without what takes no room; a space that does not break becomes one that does.
    private static func visible(_ word: [UInt8]) -> [UInt8] {
        guard word.contains(where: { $0 == 0xC2 || $0 == 0xE2 || $0 == 0xEF || $0 == 0xCD }) else { return word }
        var out: [UInt8] = []
        var place = 0
        while place < word.count {
            let rest = word[place...]
            if rest.starts(with: [0xC2, 0xA0]) {
                out.append(0x20)
                place += 2
            } else if rest.starts(with: [0xC2, 0xAD]) || rest.starts(with: [0xCD, 0x8F]) {
                place += 2
            } else if rest.starts(with: [0xE2, 0x80, 0x8B]) || rest.starts(with: [0xEF, 0xBB, 0xBF]) {
                place += 3
            } else {
                out.append(word[place])
                place += 1
            }
        }
        return out
    }
}
