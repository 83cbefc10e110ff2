/// Header fields a mail gets beyond its own.
enum ExtraField {
    /// The name is a token (RFC 2045 §5.1), and no second field of a kind there may be but one of.
    static func isAllowed(_ name: String, isAutomatic: Bool) -> Bool {
        guard (1...70).contains(name.utf8.count), name.utf8.allSatisfy(ASCIISet.token.contains) else { return false }
        let name = name.lowercased()
        return !name.hasPrefix("content-") && !own.contains(name) && !(isAutomatic && name == "auto-submitted")
    }

    private static let own: Set<String> = [
        "date", "from", "to", "cc", "bcc", "reply-to", "subject", "message-id", "in-reply-to", "references",
        "list-unsubscribe", "list-unsubscribe-post", "mime-version",
    ]
}
