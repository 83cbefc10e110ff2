/// An email address, in the one form by which people are told apart (RFC 5321 §4.1.2, RFC 6531).
///
/// Lower case throughout: no mail system in use distinguishes people by case. Quoted local parts are not accepted.
package struct Address: Hashable, Sendable, CustomStringConvertible {
    package let text: String

    package var description: String { text }
    package var localPart: Substring { text[..<(text.lastIndex(of: "@") ?? text.endIndex)] }
    package var domain: Substring {
        text.lastIndex(of: "@").map { text[text.index(after: $0)...] } ?? ""
    }

    /// - Throws: `Refusal.invalid` naming `field`.
    package init(_ written: String, field: String = "address") throws(Refusal) {
        let refusal = Refusal.invalid(field: field, expected: "an email address such as ada@example.org")
        var scalars = written.unicodeScalars[...]
        while let f = scalars.first, f == " " || f == "\t" { scalars.removeFirst() }
        while let l = scalars.last, l == " " || l == "\t" { scalars.removeLast() }
        let trimmed = String(scalars).lowercased()
        guard trimmed.utf8.count <= Limits.address, let at = trimmed.lastIndex(of: "@") else { throw refusal }
        let local = trimmed[..<at], domain = trimmed[trimmed.index(after: at)...]
        guard Self.isLocalPart(local), Self.isDomain(domain) else { throw refusal }
        text = trimmed
    }

    /// For addresses that come out of the store, where they were checked on the way in.
    package init(stored text: String) { self.text = text }

    private static func isLocalPart(_ s: Substring) -> Bool {
        guard (1...64).contains(s.utf8.count) else { return false }
        return parts(of: s).allSatisfy { part in
            part.beginsLegibly
                && part.allSatisfy { c in
                    switch c {
                    case "a"..."z", "0"..."9", "!", "#", "$", "%", "&", "'", "*", "+", "-", "/", "=", "?", "^", "_", "`", "{", "|",
                        "}", "~":
                        true
                    default: c.value >= 0xA0 && !c.properties.isWhitespace && c.properties.generalCategory != .format
                    }
                }
        }
    }

    private static func isDomain(_ s: Substring) -> Bool {
        let labels = parts(of: s)
        guard s.utf8.count <= 253, labels.count >= 2 || s == "localhost" else { return false }
        return labels.allSatisfy { label in
            (1...63).contains(String(label).utf8.count) && label.first != "-" && label.last != "-" && label.beginsLegibly
                && label.allSatisfy { c in
                    switch c {
                    case "a"..."z", "0"..."9", "-": true
                    default: c.value >= 0xA1 && !c.properties.isWhitespace && c.properties.generalCategory != .format
                    }
                }
        }
    }

    /// What stands between dots; a mark that combines with a dot does not hide it.
    private static func parts(of s: Substring) -> [Substring.UnicodeScalarView] {
        s.unicodeScalars.split(separator: ".", omittingEmptySubsequences: false)
    }
}

extension Substring.UnicodeScalarView {
    /// Has something, and begins with something of its own rather than a mark on what stands before (RFC 5891 §4.2.3.2).
    fileprivate var beginsLegibly: Bool {
        switch first?.properties.generalCategory {
        case nil, .nonspacingMark, .spacingMark, .enclosingMark: false
        default: true
        }
    }
}
