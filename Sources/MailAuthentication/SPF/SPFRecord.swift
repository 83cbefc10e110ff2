/// A domain's record (RFC 7208 §4.5, §4.6).
struct SPFRecord {
    struct Directive {
        /// What the result is when the mechanism matches.
        let result: SPFResult.Status
        let mechanism: SPFMechanism
        let text: String
    }

    private(set) var directives: [Directive] = []
    private(set) var redirect: SPFMacroString?

    /// Whether a TXT record is one of this version.
    static func isRecord(_ text: String) -> Bool {
        let version = Array("v=spf1".utf8), bytes = text.utf8.prefix(version.count + 1).map(Octet.lower)
        return bytes.starts(with: version) && (bytes.count == version.count || bytes.last == Octet.space)
    }

    init(_ text: String) throws(SPFStop) {
        guard text.utf8.count <= SPF.maxRecordBytes else { throw .permanent("the record is too long") }
        guard text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else { throw .permanent("the record is not ASCII") }
        var hasExplanation = false
        for term in text.split(separator: " ").dropFirst() {
            let wrong = SPFStop.permanent("syntax: \(term.prefix(100))")
            guard let mark = term.firstIndex(where: { ":/=".contains($0) }), term[mark] == "=" else {
                guard let directive = Self.directive(term) else { throw wrong }
                directives.append(directive)
                continue
            }
            let value = term[term.index(after: mark)...]
            guard Self.isName(term[..<mark]) else { throw wrong }
            switch Text.lower(term[..<mark]) {
            case "redirect":
                guard redirect == nil, let domain = SPFMacroString(domain: value) else { throw wrong }
                redirect = domain
            case "exp":
                guard !hasExplanation, SPFMacroString(domain: value) != nil else { throw wrong }
                hasExplanation = true
            default:
                guard SPFMacroString(value) != nil else { throw wrong }
            }
        }
    }

    private static func directive(_ term: Substring) -> Directive? {
        var rest = term
        let result: SPFResult.Status
        switch term.first {
        case "+": result = .pass
        case "-": result = .fail
        case "~": result = .softfail
        case "?": result = .neutral
        default: result = .pass
        }
        if let first = term.first, "+-~?".contains(first) { rest = rest.dropFirst() }
        let name = rest.prefix { $0 != ":" && $0 != "/" }
        guard let mechanism = SPFMechanism(Text.lower(name), rest[name.endIndex...]) else { return nil }
        return Directive(result: result, mechanism: mechanism, text: String(term.prefix(200)))
    }

    private static func isName(_ name: Substring) -> Bool {
        guard let first = name.utf8.first, Octet.isLetter(first) else { return false }
        return name.utf8.allSatisfy { Octet.isLetter($0) || Octet.isDigit($0) || "-_.".utf8.contains($0) }
    }
}
