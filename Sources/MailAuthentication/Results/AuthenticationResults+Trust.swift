extension AuthenticationResults {
    /// What the fields that one server wrote say, from above.
    ///
    /// A server that is trusted must take such fields of its own name out of what it receives (RFC 8601 §5): it alone
    /// can tell what it wrote. Where the same thing is said twice, the first is what was said last.
    package static func said(by server: String, in fields: [(name: String, value: String)]) -> [Outcome] {
        let said = fields.filter { Text.lower($0.name) == Text.lower(fieldName) }.compactMap { AuthenticationResults($0.value) }
        return Array(said.filter { isSame($0.server, server) }.flatMap(\.outcomes).prefix(maxResults))
    }

    /// The places of fields that pass themselves off as `server`'s, or that nobody can read: they must go before the mail
    /// is kept or given on by that server (RFC 8601 §5).
    package static func forged(as server: String, in fields: [(name: String, value: String)]) -> [Int] {
        fields.indices.filter { index in
            guard Text.lower(fields[index].name) == Text.lower(fieldName) else { return false }
            guard let named = serverName(of: fields[index].value) else { return true }
            return isSame(named, server)
        }
    }

    /// The server that a value names, also when the rest cannot be read.
    static func serverName(of value: String) -> String? {
        var scanner = ResultsScanner(value.utf8.prefix(maxBytes))
        return scanner.value()
    }

    private static func isSame(_ first: String, _ second: String) -> Bool { Text.lower(first) == Text.lower(second) }
}
