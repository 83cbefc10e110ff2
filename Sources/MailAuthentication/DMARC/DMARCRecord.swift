/// A domain's policy (RFC 7489 §6.3).
struct DMARCRecord {
    let policy: DMARCResult.Policy
    let subdomainPolicy: DMARCResult.Policy
    let isDKIMStrict: Bool
    let isSPFStrict: Bool

    /// Whether a TXT record is one, though it may be wrong.
    static func isRecord(_ text: String) -> Bool {
        let tag = Text.trimmed(text.prefix { $0 != ";" })
        let parts = Text.list(tag, separator: "=")
        return parts == ["v", "DMARC1"]
    }

    /// Nil for a record without a policy that can be read, unless reports are asked for (RFC 7489 §6.6.3).
    init?(_ text: String) {
        guard text.utf8.count <= 8192, let tags = TagList(text) else { return nil }
        let stated = tags["p"].flatMap { DMARCResult.Policy(rawValue: Text.lower($0)) }
        let below = tags["sp"].map { DMARCResult.Policy(rawValue: Text.lower($0)) }
        if let stated, below != .some(nil) {
            policy = stated
            subdomainPolicy = (below ?? nil) ?? stated
        } else {
            guard tags["rua"]?.contains(":") == true else { return nil }
            policy = .none
            subdomainPolicy = .none
        }
        isDKIMStrict = Text.lower(tags["adkim"] ?? "") == "s"
        isSPFStrict = Text.lower(tags["aspf"] ?? "") == "s"
    }
}
