/// The name of a part within its mail (RFC 2392).
enum ContentID {
    /// Without angle brackets; nil for what is none.
    static func clean(_ id: String?) -> String? {
        id.flatMap(IdentifierField.identifier).map { String($0.dropFirst().dropLast()) }
    }
}
