/// What a file's content is said to be.
enum MediaType {
    /// Two tokens in lower case; anything else, and what base 64 may not carry (RFC 2046 §5.2), is but bytes.
    static func clean(_ type: String) -> String {
        let type = type.prefix { $0 != ";" && $0 != " " }.lowercased()
        let parts = type.split(separator: "/", omittingEmptySubsequences: false)
        let isType =
            parts.count == 2
            && parts.allSatisfy { part in
                (1...100).contains(part.utf8.count) && part.utf8.allSatisfy(ASCIISet.token.contains)
            }
        return isType && parts[0] != "multipart" && parts[0] != "message" ? type : "application/octet-stream"
    }
}
