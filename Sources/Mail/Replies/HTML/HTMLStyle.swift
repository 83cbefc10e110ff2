/// How a piece of text is drawn.
struct HTMLStyle: OptionSet, Hashable, Sendable {
    let rawValue: UInt8
    static let strong = HTMLStyle(rawValue: 1)
    static let emphasis = HTMLStyle(rawValue: 2)
    static let strike = HTMLStyle(rawValue: 4)
    static let code = HTMLStyle(rawValue: 8)

    /// What an element adds to the text inside it, and what it takes away.
    func within(_ tag: HTMLTag) -> HTMLStyle {
        var style = self
        switch tag.name {
        case "b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th": style.insert(.strong)
        case "i", "em", "cite", "dfn", "var": style.insert(.emphasis)
        case "s", "strike", "del": style.insert(.strike)
        case "code", "tt", "kbd", "samp": style.insert(.code)
        default: break
        }
        return tag.style.isEmpty ? style : style.within(declarations: tag.style)
    }

    private func within(declarations drawn: [UInt8]) -> HTMLStyle {
        var style = self
        if let weight = Self.value(of: "font-weight", in: drawn) {
            let isStrong =
                weight.begins("bold") || weight.begins("6") || weight.begins("7") || weight.begins("8") || weight.begins("9")
            if isStrong { style.insert(.strong) } else { style.remove(.strong) }
        }
        if let slant = Self.value(of: "font-style", in: drawn) {
            if slant.begins("italic") { style.insert(.emphasis) } else { style.remove(.emphasis) }
        }
        if let line = Self.value(of: "text-decoration", in: drawn), line.begins("line-through") { style.insert(.strike) }
        return style
    }

    /// A property's value in a style attribute of lower case without spaces.
    static func value(of property: StaticString, in style: [UInt8]) -> ArraySlice<UInt8>? {
        for piece in style.split(separator: UInt8(ascii: ";")) {
            guard let colon = piece.firstIndex(of: UInt8(ascii: ":")), piece[..<colon].equals(property) else { continue }
            return piece[(colon + 1)...]
        }
        return nil
    }
}
