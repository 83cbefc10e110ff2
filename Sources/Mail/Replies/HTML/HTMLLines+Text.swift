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
                needsSpace = true
            } else {
                word.append(byte)
            }
        }
        say(word, context)
    }

    private mutating func preformatted(_ bytes: [UInt8], _ context: HTMLContext) {
        for (place, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            if place > 0 { breakPreformatted(context) }
            let line = line.last == 0x0D ? line.dropLast() : line
            guard !line.isEmpty else { continue }
            needsSpace = false
            put(Array(line), context)
        }
    }

    private mutating func breakPreformatted(_ context: HTMLContext) {
        guard !runs.isEmpty || context.pre == .fenced else {
            began = context
            return addBlank()
        }
        runs.isEmpty ? breakLine() : endLine()
    }

    /// A word, after the space that is due.
    private mutating func say(_ word: [UInt8], _ context: HTMLContext) {
        guard !word.isEmpty else { return }
        let word = Self.visible(word)
        guard !word.isEmpty else { return }
        if runs.isEmpty, word.allSatisfy({ $0 == 0x20 }) {
            isSpacer = true
            return
        }
        put(word, context)
    }

    /// Adds to the line what stands in it literally.
    mutating func put(_ bytes: [UInt8], _ context: HTMLContext) {
        if size > Self.maximumLine { endLine() }
        if runs.isEmpty {
            began = context
            needsSpace = false
            isSpacer = false
        }
        if needsCell { add(" | ", context, style: []) } else if needsSpace { add(" ", context, style: context.style) }
        needsSpace = false
        needsCell = false
        var text = String(decoding: bytes, as: UTF8.self)
        if runs.isEmpty, context.pre == nil { text = String(text.drop { $0 == " " }) }
        add(text, context, style: context.style)
    }

    private mutating func add(_ text: String, _ context: HTMLContext, style: HTMLStyle) {
        guard !text.isEmpty else { return }
        size += text.utf8.count
        let style = context.pre == .fenced ? [] : style
        if let last = runs.last, last.style == style, last.link == context.link {
            runs[runs.count - 1].text += text
        } else {
            runs.append(HTMLRun(text: text, style: style, link: context.link))
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
