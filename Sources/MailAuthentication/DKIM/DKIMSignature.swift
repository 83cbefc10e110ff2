import DNS

/// A DKIM-Signature field (RFC 6376 §3.5).
struct DKIMSignature {
    static let maxBytes = 16 * 1024
    static let maxNames = 300
    static let maxSignatureBytes = 1024

    struct Rejected: Error {
        let status: DKIMResult.Status
        let reason: String
    }

    let domain: String
    let selector: String
    let identity: String
    let algorithm: DKIMAlgorithm
    let header: Canonicalization
    let body: Canonicalization
    /// The signed fields' names in lower case.
    let names: [String]
    let bodyHash: [UInt8]
    let signature: [UInt8]
    let bodyLimit: Int?
    let isExpired: Bool

    /// - Parameter now: Unix milliseconds.
    init(_ tags: TagList, now: Int64) throws(Rejected) {
        guard tags["v"] == "1" else { throw Self.wrong("v= is not 1") }
        for name in ["a", "b", "bh", "d", "h", "s"] where tags[name, default: ""].isEmpty {
            throw Self.wrong("\(name)= is missing")
        }
        algorithm = try Self.algorithm(tags)
        domain = DNSName.canonical(tags["d", default: ""])
        selector = tags["s", default: ""]
        guard DNSName.isValid("\(selector)._domainkey.\(domain)"), domain.utf8.contains(UInt8(ascii: ".")) else {
            throw Self.wrong("d= or s= is no name")
        }
        identity = try Self.identity(tags, domain)
        (header, body) = try Self.forms(tags["c"])
        names = try Self.names(tags["h", default: ""])
        guard let hash = tags.bytes("bh", maxBytes: 64), let bytes = tags.bytes("b", maxBytes: Self.maxSignatureBytes) else {
            throw Self.wrong("b= or bh= is not base 64")
        }
        (bodyHash, signature) = (hash, bytes)
        bodyLimit = try Self.number(tags, "l").map { Int($0) }
        isExpired = try Self.isExpired(tags, now / 1000)
        guard Text.list(tags["q"] ?? "dns/txt", separator: ":").contains(where: { Text.lower($0) == "dns/txt" }) else {
            throw Self.wrong("q= knows no dns/txt")
        }
    }

    static func wrong(_ reason: String) -> Rejected { Rejected(status: .permerror, reason: reason) }

    private static func algorithm(_ tags: TagList) throws(Rejected) -> DKIMAlgorithm {
        let name = Text.lower(tags["a", default: ""])
        if name == "rsa-sha1" { throw Rejected(status: .policy, reason: "SHA-1 is not accepted") }
        guard let algorithm = DKIMAlgorithm(rawValue: name) else { throw wrong("a= is unknown") }
        return algorithm
    }

    /// The identity's domain is the signing domain or one below (RFC 6376 §3.5).
    private static func identity(_ tags: TagList, _ domain: String) throws(Rejected) -> String {
        guard let identity = tags["i"] else { return "@" + domain }
        guard let at = identity.lastIndex(of: "@") else { throw wrong("i= has no domain") }
        let own = DNSName.canonical(identity[identity.index(after: at)...])
        guard own == domain || own.hasSuffix("." + domain) else { throw wrong("i= is of another domain than d=") }
        return identity
    }

    private static func forms(_ tag: String?) throws(Rejected) -> (Canonicalization, Canonicalization) {
        let parts = Text.list(Text.lower(tag ?? "simple"), separator: "/")
        guard parts.count <= 2, let header = Canonicalization(rawValue: parts[0]),
            let body = Canonicalization(rawValue: parts.count == 2 ? parts[1] : "simple")
        else { throw wrong("c= is unknown") }
        return (header, body)
    }

    private static func names(_ tag: String) throws(Rejected) -> [String] {
        let names = Text.list(Text.lower(tag), separator: ":")
        guard names.count <= maxNames, !names.contains("") else { throw wrong("h= is no list of fields") }
        guard names.contains("from") else { throw wrong("From is not signed") }
        return names
    }

    private static func number(_ tags: TagList, _ name: String) throws(Rejected) -> Int64? {
        guard let text = tags[name] else { return nil }
        guard text.utf8.count <= 76, !text.isEmpty, text.utf8.allSatisfy(Octet.isDigit) else {
            throw wrong("\(name)= is no number")
        }
        return Text.number(text, digits: 18) ?? Int64.max / 2
    }

    private static func isExpired(_ tags: TagList, _ now: Int64) throws(Rejected) -> Bool {
        let signed = try number(tags, "t"), end = try number(tags, "x")
        guard let end else { return false }
        guard end > signed ?? 0 else { throw wrong("x= is not after t=") }
        return end < now
    }
}

extension TagList {
    subscript(name: String, default standard: String) -> String { self[name] ?? standard }
}
