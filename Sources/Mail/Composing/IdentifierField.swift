/// Identifiers and URIs between angle brackets (RFC 5322 §3.6.4, RFC 2369).
enum IdentifierField {
    /// With its angle brackets, or nil for what is none.
    static func identifier(_ text: String) -> String? {
        var inner = text[...]
        if inner.hasPrefix("<") { inner.removeFirst() }
        if inner.hasSuffix(">") { inner.removeLast() }
        return inner.contains("@") && isURI(String(inner)) ? "<\(inner)>" : nil
    }

    /// The first and the last twenty, the parent last when they lack it.
    static func references(_ all: [String], parent: String?) -> [String] {
        var ids = all.compactMap(identifier)
        if let parent, !ids.contains(parent) { ids.append(parent) }
        return ids.count <= kept + 1 ? ids : Array(ids.prefix(1) + ids.suffix(kept))
    }

    /// Fit to stand between angle brackets: visible ASCII, of a length that fits a line.
    static func isURI(_ text: String) -> Bool {
        (1...FieldWriter.longestToken).contains(text.utf8.count)
            && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x3C && $0 != 0x3E && $0 != 0x22 }
    }

    private static let kept = 20
}
