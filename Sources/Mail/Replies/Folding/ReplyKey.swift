/// A line as it is compared with what programs write: lower case, single spaces, no marks of direction or emphasis.
struct ReplyKey: Equatable, Sendable {
    /// A line longer than this is never one that a program wrote.
    static let maximumSize = 600

    let text: [UInt8]
    /// What was seen on the line.
    let facts: Facts

    struct Facts: OptionSet, Hashable, Sendable {
        let rawValue: UInt8
        static let year = Facts(rawValue: 1)
        static let time = Facts(rawValue: 2)
        static let address = Facts(rawValue: 4)
        /// Ends in a colon.
        static let colon = Facts(rawValue: 8)
        static let digit = Facts(rawValue: 16)
        static let date: Facts = [.year, .time]
    }

    init(_ plain: String) {
        guard plain.utf8.count <= Self.maximumSize else {
            (text, facts) = ([], [])
            return
        }
        let text = Self.normalized(plain)
        self.text = text
        facts = Self.facts(of: text)
    }

    /// The beginning of a line of any length.
    init(head plain: String) {
        let head = plain.unicodeScalars.prefix(Self.maximumSize)
        text = Self.normalized(String(String.UnicodeScalarView(head)))
        facts = []
    }

    var isEmpty: Bool { text.isEmpty }

    func hasPrefix(_ needle: String) -> Bool { text.starts(with: needle.utf8) }

    func contains(_ needle: [UInt8]) -> Bool { AttributionWords.contains(text, needle) }

    private static func normalized(_ plain: String) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(plain.utf8.count)
        for scalar in plain.unicodeScalars {
            switch scalar.value {
            case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF, 0x2A: continue
            case 0x09, 0x20, 0xA0, 0x202F, 0x2000...0x200A, 0x3000: if out.last != 0x20, !out.isEmpty { out.append(0x20) }
            case 0x2010...0x2015: out.append(UInt8(ascii: "-"))
            case 0xFF1A: out.append(UInt8(ascii: ":"))
            case 0xFF20: out.append(UInt8(ascii: "@"))
            case 0x2019: out.append(UInt8(ascii: "'"))
            case 0x41...0x5A: out.append(UInt8(scalar.value) | 0x20)
            case 0..<0x80: out.append(UInt8(scalar.value))
            default:
                if scalar.properties.numericType == .decimal, let digit = scalar.properties.numericValue {
                    out.append(0x30 + UInt8(max(0, min(9, digit))))
                } else {
                    out += scalar.properties.lowercaseMapping.utf8
                }
            }
        }
        while out.last == 0x20 { out.removeLast() }
        return out
    }

    static func facts(of text: [UInt8]) -> Facts {
        var facts: Facts = []
        if text.last == UInt8(ascii: ":") { facts.insert(.colon) }
        if text.contains(UInt8(ascii: "@")) { facts.insert(.address) }
        var run = 0
        for (place, byte) in text.enumerated() {
            guard (0x30...0x39).contains(byte) else {
                run = 0
                continue
            }
            run += 1
            facts.insert(.digit)
            let isLast = place + 1 == text.count || !(0x30...0x39).contains(text[place + 1])
            if run == 4, isLast, isYear(text[(place - 3)...place]) { facts.insert(.year) }
            if run <= 2, isLast, isTime(text, place) { facts.insert(.time) }
        }
        return facts
    }

    /// 19xx and 20xx, and the Buddhist 25xx.
    private static func isYear(_ digits: ArraySlice<UInt8>) -> Bool {
        digits.starts(with: "20".utf8) || digits.starts(with: "19".utf8) || digits.starts(with: "25".utf8)
    }

    /// "10:05", "10.05", "10h05", "10時05", with `place` at the hour's last digit.
    private static func isTime(_ text: [UInt8], _ place: Int) -> Bool {
        let rest = text[(place + 1)...].prefix(6)
        let marks: [[UInt8]] = [[0x3A], [0x2E], [0x68], Array("時".utf8), Array("시 ".utf8), Array("시".utf8), Array("点".utf8)]
        for mark in marks where rest.starts(with: mark) {
            let minutes = rest.dropFirst(mark.count).prefix(2)
            return minutes.count == 2 && minutes.allSatisfy { (0x30...0x39).contains($0) }
        }
        return false
    }
}
