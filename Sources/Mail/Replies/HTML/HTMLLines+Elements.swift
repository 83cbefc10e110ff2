extension HTMLLines {
    mutating func start(_ tag: HTMLTag) {
        switch tag.name {
        case "br": return context.isHidden ? () : breakLine()
        case "wbr": return
        case "hr": return rule(tag)
        case "img": return image(tag)
        default: break
        }
        let traits = HTMLElements.of(tag.name)
        if traits.contains(.void) { return }
        if beyond.isEmpty, let implied = HTMLElements.implied(by: tag.name, traits) { close(implied) }
        guard stack.count < Self.maximumDepth else {
            beyond[tag.name, default: 0] += 1
            return
        }
        if traits.contains(.cell) { line.needsCell = !line.runs.isEmpty }
        if traits.contains(.block) { startBlock(tag, traits) }
        push(tag, traits)
        if tag.name == "pre", context.pre == .fenced { fence() }
    }

    private mutating func push(_ tag: HTMLTag, _ traits: HTMLElements) {
        var element = HTMLElement(name: tag.name, tag: tag, traits: traits, role: HTMLStructure.role(of: tag), context: context)
        apply(element, to: &element.context)
        if tag.name == "ol" { element.number = tag.attributes["start"].flatMap { Int($0) }.map { max(0, min($0, 99_999)) } ?? 1 }
        if tag.name == "li" { startItem(&element) }
        if element.role == .container {
            original.containers += 1
            element.context.container = original.containers
        }
        open[tag.name, default: 0] += 1
        stack.append(element)
    }

    /// What an element changes for the text inside it.
    private mutating func apply(_ element: HTMLElement, to context: inout HTMLContext) {
        let tag = element.tag
        context.style = context.style.within(tag)
        if element.traits.contains(.hidden) || HTMLStructure.isHidden(tag) { context.isHidden = true }
        if tag.name == "a" { context.link = Self.link(tag.attributes["href"]) }
        if tag.name == "pre" { context.pre = Self.isTextual(tag) ? .plain : .fenced }
        switch element.role {
        case .quote:
            if let container = context.container { original.quoted.insert(container) }
            context.depth = min(context.depth + 1, TextLines.maximumDepth)
            if HTMLStructure.isCited(tag) { context.hint = .quote }
        case .original: context.hint = .quote
        case .end: original.isPast = true
        case .attribution: if context.hint != .quote { context.hint = .attribution }
        case .signature: if context.hint == nil { context.hint = .signature }
        case .box: original.isBoxed = true
        case .container, nil: break
        }
    }

    private mutating func startBlock(_ tag: HTMLTag, _ traits: HTMLElements) {
        endLine()
        let isInItem = line.marker != nil || tag.name == "ul" && context.indent > 0 || tag.name == "ol" && context.indent > 0
        if traits.contains(.spaced), !isInItem, !Self.isTight(tag) { needsBlank = true }
    }

    private mutating func startItem(_ element: inout HTMLElement) {
        var text = "- "
        if let list = stack.lastIndex(where: { $0.traits.contains(.list) }), let number = stack[list].number {
            text = "\(number). "
            stack[list].number = number + 1
        }
        element.context.indent = min(element.context.indent + text.utf8.count, 40)
        line.marker = text
    }

    private mutating func rule(_ tag: HTMLTag) {
        endLine()
        if HTMLStructure.role(of: tag) == .end { original.isPast = true }
        line.began = context
        guard !context.isHidden else { return }
        addBlank()
        append(
            ReplyLine(
                plain: "", markup: "---", depth: context.depth, hint: original.isPast || context.hint == .quote ? .quote : .rule))
        needsBlank = true
    }

    /// A picture is among the files; only one that stands for a character is text.
    private mutating func image(_ tag: HTMLTag) {
        guard !context.isHidden, let text = tag.attributes["data-emoji"] ?? tag.attributes["alt"] else { return }
        let isEmoji = text.unicodeScalars.contains { $0.properties.isEmojiPresentation || $0.value == 0xFE0F || $0.value > 0x1F000 }
        guard isEmoji, text.utf8.count <= 40 else { return }
        put(Array(text.utf8), context)
    }

    // MARK: Ends

    mutating func end(_ name: String) {
        if name == "p", open["p", default: 0] == 0, !context.isHidden { return }
        if name == "br" { return context.isHidden ? () : breakLine() }
        if let count = beyond[name], count > 0 {
            beyond[name] = count > 1 ? count - 1 : nil
            return
        }
        guard open[name, default: 0] > 0, let place = stack.lastIndex(where: { $0.name == name }) else { return }
        let isBlock = !stack[place].traits.isDisjoint(with: [.block, .cell])
        if isBlock || stack.count == place + 1 {
            while stack.count > place, let last = stack.last { pop(last) }
        } else if !stack[(place + 1)...].contains(where: { $0.traits.contains(.block) }) {
            remove(at: place)
        }
    }

    /// An inline element that ends before those inside it.
    private mutating func remove(at place: Int) {
        open[stack[place].name, default: 1] -= 1
        stack.remove(at: place)
        for index in place..<stack.count {
            var context = index > 0 ? stack[index - 1].context : HTMLContext()
            apply(stack[index], to: &context)
            stack[index].context = context
        }
    }

    mutating func pop(_ element: HTMLElement) {
        if element.tag.name == "pre", element.context.pre == .fenced { endFence() }
        if element.traits.contains(.block) { endBlock(element) }
        stack.removeLast()
        open[element.name, default: 1] -= 1
    }

    private mutating func endBlock(_ element: HTMLElement) {
        if line.runs.isEmpty, line.isSpacer {
            line.began = context
            addBlank()
        }
        line.isSpacer = false
        endLine()
        if element.name == "li" { line.marker = nil }
        let isNested = element.traits.contains(.list) && element.context.indent > 0
        if element.traits.contains(.spaced), !isNested, line.marker == nil, !Self.isTight(element.tag) { needsBlank = true }
    }

    private mutating func close(_ implied: HTMLElements.Implied) {
        guard implied.ended.contains(where: { open[$0, default: 0] > 0 }) else { return }
        for place in stack.indices.reversed() {
            if implied.ended.contains(stack[place].name) { return end(stack[place].name) }
            if implied.within.contains(stack[place].name) { return }
        }
    }

    // MARK: Code

    private mutating func fence() {
        line.began = context
        if needsBlank { addBlank() }
        append(ReplyLine(plain: " ", markup: "```", depth: context.depth, hint: hint(context)))
    }

    private mutating func endFence() {
        endLine()
        append(ReplyLine(plain: " ", markup: "```", depth: context.depth, hint: hint(context)))
    }

    // MARK: Attributes

    /// Paragraphs of programs whose style sheets leave no distance between them.
    private static func isTight(_ tag: HTMLTag) -> Bool {
        guard tag.name == "p" else { return false }
        if !tag.attributes.isEmpty, tag.classes.contains(where: { $0.hasPrefix("Mso") || $0.hasPrefix("x_Mso") || $0 == "p1" }) {
            return true
        }
        guard !tag.style.isEmpty else { return false }
        if let margin = HTMLStyle.value(of: "margin", in: tag.style), margin.begins("0") { return true }
        return tag.style.has("margin-bottom:0") && tag.style.has("margin-top:0")
    }

    private static func isTextual(_ tag: HTMLTag) -> Bool {
        tag.classes.contains { $0.hasPrefix("moz-") || $0.hasPrefix("k9mail") } || tag.style.has("white-space:pre-wrap")
    }

    /// An address that may be followed, with what would end it in CommonMark written as percents.
    private static func link(_ href: String?) -> String? {
        guard let href, href.utf8.count <= maximumLink else { return nil }
        let trimmed = href.utf8.drop { $0 <= 0x20 }
        let start = String(decoding: trimmed.prefix(8).map(HTMLTokenizer.lowercased), as: UTF8.self)
        guard start.hasPrefix("http://") || start.hasPrefix("https://") || start.hasPrefix("mailto:") else { return nil }
        var out: [UInt8] = []
        let codes: [UInt8: String] = [0x20: "%20", 0x28: "%28", 0x29: "%29", 0x3C: "%3C", 0x3E: "%3E", 0x5C: "%5C"]
        for byte in trimmed where byte >= 0x20 && byte != 0x7F {
            if let code = codes[byte] { out += code.utf8 } else { out.append(byte) }
        }
        while out.suffix(3) == [0x25, 0x32, 0x30] { out.removeLast(3) }
        return String(decoding: out, as: UTF8.self)
    }
}
