extension AuthenticationResults {
    /// What was found out here.
    package init(server: String, dkim: [DKIMResult], spf: SPFResult?, dmarc: DMARCResult?) {
        var outcomes = dkim.map(Self.outcome)
        if dkim.isEmpty { outcomes.append(Outcome(method: "dkim", result: "none")) }
        if let spf {
            let property = Property(type: "smtp", name: spf.identity.rawValue, value: spf.domain)
            outcomes.append(
                Outcome(
                    method: "spf", result: spf.status.rawValue, reason: spf.status == .pass ? "" : spf.reason,
                    properties: spf.domain.isEmpty ? [] : [property]))
        }
        if let dmarc {
            let property = Property(type: "header", name: "from", value: dmarc.domain)
            outcomes.append(
                Outcome(method: "dmarc", result: dmarc.status.rawValue, properties: dmarc.domain.isEmpty ? [] : [property]))
        }
        self.init(server: server, outcomes: outcomes)
    }

    private static func outcome(_ dkim: DKIMResult) -> Outcome {
        let values = [("d", dkim.domain), ("s", dkim.selector), ("a", dkim.algorithm), ("b", dkim.signature)]
        let properties = values.filter { !$0.1.isEmpty }.map { Property(type: "header", name: $0.0, value: $0.1) }
        return Outcome(method: "dkim", result: dkim.status.rawValue, reason: dkim.reason, properties: properties)
    }

    /// The whole field in short lines with its last line end: `Authentication-Results: …`.
    package var header: String {
        var folder = HeaderFolder(Self.fieldName + ":")
        folder.append(word: Self.written(server) + ";")
        if outcomes.isEmpty { folder.append(word: "none") }
        for (index, outcome) in outcomes.enumerated() {
            var words = ["\(Self.word(outcome.method))=\(Self.word(outcome.result))"]
            if !outcome.reason.isEmpty { words.append("reason=" + Self.quoted(outcome.reason)) }
            words += outcome.properties.map(Self.written)
            if index < outcomes.count - 1 { words[words.count - 1] += ";" }
            words.forEach { folder.append(word: $0) }
        }
        return folder.text + "\r\n"
    }

    private static func written(_ property: Property) -> String {
        (property.type.isEmpty ? "" : word(property.type) + ".") + word(property.name) + "=" + written(property.value)
    }

    private static func word(_ text: String) -> String {
        String(decoding: text.utf8.filter { Octet.isLetter($0) || Octet.isDigit($0) || "-_".utf8.contains($0) }, as: UTF8.self)
    }

    /// As it is, or quoted where another character than a token's stands in it.
    private static func written(_ text: String) -> String {
        let isToken = text.utf8.allSatisfy { Octet.isLetter($0) || Octet.isDigit($0) || "-_.+!#$*".utf8.contains($0) }
        return isToken && !text.isEmpty ? text : quoted(text)
    }

    /// Without control characters, at most so long that the line stays one (RFC 5322 §2.1.1).
    private static func quoted(_ text: String) -> String {
        var bytes = [UInt8(ascii: "\"")]
        for byte in text.utf8.prefix(300) where (0x20...0x7E).contains(byte) {
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { bytes.append(UInt8(ascii: "\\")) }
            bytes.append(byte)
        }
        return String(decoding: bytes + [UInt8(ascii: "\"")], as: UTF8.self)
    }
}
