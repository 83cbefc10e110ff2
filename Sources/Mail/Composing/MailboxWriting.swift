/// Names and addresses as header fields write them (RFC 5322 §3.4, RFC 6532).
enum MailboxWriting {
    /// The name in the form a phrase has; nil when it takes encoded words.
    static func phrase(_ name: String) -> String? {
        guard !WordEncoding.isNeeded(name), name.utf8.count <= 60 else { return nil }
        let isPhrase = name.utf8.allSatisfy { ASCIISet.atom.contains($0) || $0 == 0x20 }
        return isPhrase ? name : quoted(name)
    }

    /// One address and nothing beside it, whatever the text holds.
    static func address(_ text: String) -> String {
        let scalars = PlainLine.clean(text).unicodeScalars.filter { $0 != "<" && $0 != ">" }.prefix(longest)
        let text = String(Substring.UnicodeScalarView(scalars))
        guard let at = text.lastIndex(of: "@") else { return local(text) }
        let domain = text[text.index(after: at)...].unicodeScalars.filter {
            $0.value >= 0x80 || Self.domain.contains(UInt8($0.value))
        }
        return local(String(text[..<at])) + "@" + String(String.UnicodeScalarView(domain))
    }

    /// The part before the @, quoted when it is no dot-atom.
    private static func local(_ text: String) -> String {
        let atoms = text.split(separator: ".", omittingEmptySubsequences: false)
        if atoms.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { $0 >= 0x80 || ASCIISet.atom.contains($0) } }) { return text }
        guard text.utf8.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") else { return quoted(text) }
        return quoted(unquoted(text.dropFirst().dropLast()))
    }

    static func quoted(_ text: String) -> String {
        "\"" + text.unicodeScalars.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + "\""
    }

    private static func unquoted(_ text: Substring) -> String {
        var result = "", isEscaped = false
        for character in text {
            if character == "\\", !isEscaped {
                isEscaped = true
            } else {
                result.append(character)
                isEscaped = false
            }
        }
        return result
    }

    /// Characters of an address; even of four bytes each and quoted they fit a line.
    private static let longest = 230
    private static let domain = ASCIISet(alphanumericsAnd: "-.:[]_")
}
