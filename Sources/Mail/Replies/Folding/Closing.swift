/// "Kind regards", a name, and what stands below it.
enum Closing {
    static let maximumLines = 12
    private static let maximumWidth = 90
    private static let maximumName = 40

    /// Where a closing begins that reaches to the end of a stretch of said lines; nil when it is not sure to be one.
    static func start(in range: Range<Int>, of lines: [ReplyLine], keys: [ReplyKey], hasSaid: Bool) -> Int? {
        var below = 0
        var place = range.upperBound - 1
        while place >= range.lowerBound, below <= maximumLines {
            if lines[place].isBlank {
                place -= 1
                continue
            }
            let rest = (place + 1)..<range.upperBound
            if isFormula(lines[place], keys[place], hasName: below > 0, name: rest.first { !lines[$0].isBlank }.map { lines[$0] }) {
                return hasSaid || isPreceded(place, range, lines) ? place : nil
            }
            guard isContact(lines[place], keys[place]) else { return nil }
            below += 1
            place -= 1
        }
        return nil
    }

    private static func isPreceded(_ place: Int, _ range: Range<Int>, _ lines: [ReplyLine]) -> Bool {
        lines[range.lowerBound..<place].contains { !$0.isBlank }
    }

    /// A line that may stand below a closing: short, and no sentence.
    private static func isContact(_ line: ReplyLine, _ key: ReplyKey) -> Bool {
        if line.hint == .signature { return true }
        guard !key.isEmpty, line.width <= maximumWidth || key.facts.contains(.address) else { return false }
        if key.hasPrefix("p.s") || key.hasPrefix("ps ") || key.hasPrefix("ps:") || key.hasPrefix("pps") { return false }
        let last = key.text.last ?? 0
        if last == UInt8(ascii: "?") || last == UInt8(ascii: "!") { return false }
        let isSentence = last == UInt8(ascii: ".") && key.text.split(separator: 0x20).count >= 5
        return !isSentence || key.facts.contains(.address)
    }

    private static func isFormula(_ line: ReplyLine, _ key: ReplyKey, hasName: Bool, name: ReplyLine?) -> Bool {
        guard key.text.count <= 90, !key.isEmpty else { return false }
        var text = key.text
        while let last = text.last, ",.!;:".utf8.contains(last) { text.removeLast() }
        if FooterWords.closings.contains(text) || FooterWords.closings.contains(key.text) {
            let isShort = text.count <= 8 || text == Array("all the best".utf8)
            return !isShort || hasName && (name?.width ?? 0) <= maximumName
        }
        return !hasName && isSigned(line.plain, text)
    }

    /// "Kind regards, Ann" or "Viele Grüße Ann" on one line.
    private static func isSigned(_ plain: String, _ text: [UInt8]) -> Bool {
        if let comma = text.firstIndex(of: UInt8(ascii: ",")) {
            let name = text[(comma + 1)...].split(separator: 0x20)
            return FooterWords.closings.contains(Array(text[..<comma])) && (1...3).contains(name.count)
        }
        let words = text.split(separator: 0x20)
        for count in 1...2 where words.count >= count + 2 {
            let formula = Array(words.dropLast(count).joined(separator: [0x20]))
            guard FooterWords.closings.contains(formula) else { continue }
            return plain.split(separator: " ").suffix(count).allSatisfy { $0.first?.isUppercase == true }
        }
        return false
    }
}
