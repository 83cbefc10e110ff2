extension AuthenticationResults {
    /// Reads a field's value (RFC 8601 §2.2); nil for one that is none.
    package init?(_ value: String) {
        guard value.utf8.count <= Self.maxBytes else { return nil }
        var scanner = ResultsScanner(value.utf8)
        guard let server = scanner.value() else { return nil }
        if let version = scanner.word() {
            guard version == "1" else { return nil }
        }
        var outcomes: [Outcome] = []
        while scanner.take(UInt8(ascii: ";")) {
            if scanner.isAtEnd { break }
            guard outcomes.count < Self.maxResults, let method = scanner.word() else { return nil }
            if Text.lower(method) == "none", scanner.isAtEnd { break }
            guard let outcome = Self.outcome(Text.lower(method), &scanner) else { return nil }
            outcomes.append(outcome)
        }
        guard scanner.isAtEnd else { return nil }
        self.init(server: server, outcomes: outcomes)
    }

    /// `/1=result reason="…" type.name=value …` after the method.
    private static func outcome(_ method: String, _ scanner: inout ResultsScanner) -> Outcome? {
        if scanner.take(UInt8(ascii: "/")) {
            guard scanner.word() == "1" else { return nil }
        }
        guard scanner.take(UInt8(ascii: "=")), let result = scanner.word() else { return nil }
        var reason = "", properties: [Property] = []
        while let type = scanner.word() {
            if Text.lower(type) == "reason", scanner.take(UInt8(ascii: "=")) {
                guard let text = scanner.value() else { return nil }
                reason = text
                continue
            }
            let name = scanner.take(UInt8(ascii: ".")) ? scanner.word() : ""
            guard properties.count < maxProperties, let name, scanner.take(UInt8(ascii: "=")), let value = scanner.propertyValue()
            else {
                return nil
            }
            // Some servers write `action=none`, of no type.
            properties.append(
                name.isEmpty
                    ? Property(type: "", name: Text.lower(type), value: value)
                    : Property(type: Text.lower(type), name: Text.lower(name), value: value))
        }
        return Outcome(method: method, result: Text.lower(result), reason: reason, properties: properties)
    }
}
