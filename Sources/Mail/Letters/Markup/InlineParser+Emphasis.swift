extension InlineParser {
    mutating func emphasis() {
        let char = text[at]
        let length = text[at...].prefix(3).prefix { $0 == char }.count
        let before = at > 0 ? text[at - 1] : 0x20
        let after = at + length < text.count ? text[at + length] : 0x20
        let isUnderscore = char == UInt8(ascii: "_")
        let isInside = isUnderscore && before.isMarkupWord && after.isMarkupWord
        let opens = !after.isMarkupSpace && !isInside && (!isUnderscore || !before.isMarkupWord)
        let closes = !before.isMarkupSpace && !isInside
        if char == UInt8(ascii: "~"), length != 2 { return say(length) }
        let mark = [UInt8](repeating: char, count: length)
        if closes, let place = open.suffix(16).lastIndex(where: { $0.mark == mark }) {
            closeEmphasis(place, mark)
        } else if opens {
            openMark(mark)
        } else {
            say(length)
        }
    }

    private mutating func closeEmphasis(_ place: Int, _ mark: [UInt8]) {
        flush()
        guard open[place].index + 1 < out.count else { return say(mark.count) }
        let children = close(place)
        at += mark.count
        switch (mark.first, mark.count) {
        case (UInt8(ascii: "~"), _): push(.strike(children))
        case (_, 1): push(.emphasis(children))
        case (_, 2): push(.strong(children))
        default: push(.strong([.emphasis(children)]))
        }
    }
}
