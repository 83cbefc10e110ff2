/// How text becomes words for the index.
///
/// Scripts that put no spaces between words (Han, Kana, Hangul, Thai …) are cut into overlapping pairs of characters, so
/// that any part of a sentence of two characters or more is found, and a single one as the beginning of a pair.
enum SearchTerms {
    static let terms = 16

    /// The text as it is put into the index.
    static func indexed(_ text: String) -> String {
        var out = ""
        out.reserveCapacity(text.utf8.count + 16)
        for run in runs(of: text) {
            switch run {
            case .words(let s): out += s
            case .pairs(let c):
                for i in c.indices {
                    out += " "
                    out.unicodeScalars.append(c[i])
                    if i + 1 < c.count { out.unicodeScalars.append(c[i + 1]) }
                }
                out += " "
            }
        }
        return out
    }

    /// The FTS5 query that finds what somebody typed; nil when there is nothing to look for.
    static func query(_ typed: String) -> String? {
        var parts: [String] = []
        for run in runs(of: typed) {
            switch run {
            case .words(let s):
                let words = s.unicodeScalars.split {
                    !$0.properties.isAlphabetic && $0.properties.numericType == nil && !$0.properties.isDiacritic
                        && $0.properties.generalCategory != .nonspacingMark
                }
                parts += words.map { "\"\(String($0))\"*" }
            case .pairs(let c):
                if c.count == 1 {
                    parts.append("\"\(String(String.UnicodeScalarView(c)))\"*")
                } else {
                    let pairs = (0..<(c.count - 1)).map { String(String.UnicodeScalarView([c[$0], c[$0 + 1]])) }
                    parts.append("\"\(pairs.joined(separator: " "))\"")
                }
            }
        }
        return parts.isEmpty ? nil : parts.prefix(terms).joined(separator: " ")
    }

    private enum Run {
        case words(String)
        case pairs([Unicode.Scalar])
    }

    private static func runs(of text: String) -> [Run] {
        var result: [Run] = []
        var words = "", pairs: [Unicode.Scalar] = []
        func flush() {
            if !words.isEmpty { result.append(.words(words)) }
            if !pairs.isEmpty { result.append(.pairs(pairs)) }
            words = ""
            pairs = []
        }
        for c in text.unicodeScalars {
            if isUnspaced(c) {
                if !words.isEmpty { flush() }
                pairs.append(c)
            } else {
                if !pairs.isEmpty { flush() }
                words.unicodeScalars.append(c)
            }
        }
        flush()
        return result
    }

    /// Thai and its neighbours, Hangul, Kana, Han, and their extensions.
    private static func isUnspaced(_ c: Unicode.Scalar) -> Bool {
        switch c.value {
        case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1100...0x11FF, 0x1780...0x17FF, 0x3041...0x30FF, 0x3105...0x318F,
            0x31A0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA960...0xA97F, 0xAC00...0xD7FF, 0xF900...0xFAFF,
            0xFF66...0xFF9D, 0x1B000...0x1B16F, 0x20000...0x3FFFF:
            true
        default: false
        }
    }
}
