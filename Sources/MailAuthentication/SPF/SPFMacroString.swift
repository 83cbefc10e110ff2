/// A text with macros (RFC 7208 §7.1).
struct SPFMacroString: Equatable {
    enum Part: Equatable {
        case literal(String)
        case macro(SPFMacro)
    }

    private(set) var parts: [Part] = []

    /// Nil for a text that is no macro-string, or has macros that only an explanation may have.
    init?(_ text: Substring) {
        var rest = Array(text.utf8)[...], literal: [UInt8] = []
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                guard (0x21...0x7E).contains(byte) else { return nil }
                literal.append(byte)
                continue
            }
            switch rest.popFirst() {
            case UInt8(ascii: "%"): literal.append(byte)
            case UInt8(ascii: "_"): literal.append(Octet.space)
            case UInt8(ascii: "-"): literal += "%20".utf8
            case UInt8(ascii: "{"):
                guard let end = rest.firstIndex(of: UInt8(ascii: "}")), let macro = SPFMacro(rest[..<end]) else { return nil }
                flush(&literal)
                parts.append(.macro(macro))
                rest = rest[(end + 1)...]
            default: return nil
            }
        }
        flush(&literal)
    }

    /// A domain-spec: its end is a macro, or a dot and a label that is not only digits (RFC 7208 §7.1).
    init?(domain text: Substring) {
        self.init(text)
        guard let last = parts.last else { return nil }
        if case .literal = last {
            // What stands literally after the last dot; a `%` there is no label's.
            var labels = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
            if labels.last?.isEmpty == true { labels.removeLast() }
            guard labels.count >= 2, let label = labels.last, Self.isTopLabel(Array(label)) else { return nil }
        }
    }

    var needsPointers: Bool {
        parts.contains {
            if case .macro(let macro) = $0 { macro.letter == UInt8(ascii: "p") } else { false }
        }
    }

    private mutating func flush(_ literal: inout [UInt8]) {
        if !literal.isEmpty { parts.append(.literal(String(decoding: literal, as: UTF8.self))) }
        literal = []
    }

    private static func isTopLabel(_ label: [UInt8]) -> Bool {
        let hyphen = UInt8(ascii: "-")
        guard let first = label.first, let last = label.last, first != hyphen, last != hyphen else { return false }
        return label.allSatisfy { Octet.isLetter($0) || Octet.isDigit($0) || $0 == hyphen } && !label.allSatisfy(Octet.isDigit)
    }
}
