/// The name of a part within its mail (RFC 2392).
enum ContentID {
    /// Without angle brackets; nil for what is none.
    static func clean(_ id: String?) -> String? {
        guard let id else { return nil }
        let inner = id.hasPrefix("<") && id.hasSuffix(">") ? String(id.dropFirst().dropLast()) : id
        return IdentifierField.isURI(inner) ? inner : nil
    }
}
