/// What stands below a message without having been written for it.
enum Footer {
    private static let maximumSize = 200
    private static let maximumWords = 11

    /// "Sent from my …", "Get … for …", "Virus-free".
    ///
    /// Where no blank line stands before, a device must be named.
    static func isLine(_ key: ReplyKey, isApart: Bool) -> Bool {
        var text = key.text
        while let first = text.first, "-–—_<([\"".utf8.contains(first) || first == 0x20 { text.removeFirst() }
        guard !text.isEmpty, text.count <= maximumSize, text.last != UInt8(ascii: "?") else { return false }
        guard text.split(separator: 0x20).count <= maximumWords else { return isPrinting(text) }
        if FooterWords.prefixes.contains(where: { text.starts(with: $0) }) { return isApart || namesDevice(text) }
        if FooterWords.pairs.contains(where: { isPair(text, $0.start, $0.end) }) { return true }
        if text.count <= 100, ends(text, "via gmail") { return true }
        guard FooterWords.starts.contains(where: { text.starts(with: $0) }) else { return false }
        return namesDevice(text)
    }

    private static func namesDevice(_ text: [UInt8]) -> Bool {
        FooterWords.devices.contains { AttributionWords.contains(text, $0) }
    }

    private static func isPrinting(_ text: [UInt8]) -> Bool {
        let prefixes = [
            "please consider the environment", "bitte denken sie an die umwelt", "you received this message because",
            "to unsubscribe from",
        ]
        return prefixes.contains { text.starts(with: $0.utf8) }
    }

    private static func isPair(_ text: [UInt8], _ start: String, _ end: String) -> Bool {
        text.starts(with: start.utf8) && (ends(text, end) || ends(text, end + "."))
    }

    private static func ends(_ text: [UInt8], _ end: String) -> Bool { text.suffix(end.utf8.count).elementsEqual(end.utf8) }

    /// A picture's place in a text: "[image: photo.jpg]", "[cid:…]".
    static func isPlaceholder(_ key: ReplyKey) -> Bool {
        guard key.text.last == UInt8(ascii: "]") || key.text.last == UInt8(ascii: ">") else { return false }
        return ["[image: ", "[cid:", "<image", "[image]", "[inline image", "[bild: ", "[img", "[photo]"].contains {
            key.hasPrefix($0)
        }
    }

    /// A long paragraph of a lawyer's.
    static func isDisclaimer(_ paragraph: ArraySlice<ReplyLine>) -> Bool {
        var text: [UInt8] = []
        for line in paragraph where text.count < 1200 {
            text += ReplyKey(head: line.plain).text
            text.append(0x20)
        }
        if text.starts(with: "disclaimer".utf8) || text.starts(with: "confidentiality notice".utf8) { return true }
        guard text.count >= 140 else { return false }
        return FooterWords.disclaimers.lazy.filter { AttributionWords.contains(text, $0) }.prefix(2).count == 2
    }

    static func isBanner(_ line: ReplyLine) -> Bool {
        var text = ReplyKey(head: line.plain).text
        while let first = text.first, !Markup.isWord(first), first != UInt8(ascii: "["), first != UInt8(ascii: "*") {
            text.removeFirst()
        }
        return FooterWords.banners.contains { text.starts(with: $0) }
    }
}
