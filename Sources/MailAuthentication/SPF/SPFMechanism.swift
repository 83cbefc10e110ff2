import DNS

/// What a directive compares the sender with (RFC 7208 §5).
enum SPFMechanism {
    /// Bits of addresses that are compared.
    struct Prefix: Equatable {
        var v4 = 32
        var v6 = 128
    }

    case all
    case include(SPFMacroString)
    /// Nil stands for the domain itself.
    case a(SPFMacroString?, Prefix)
    case mx(SPFMacroString?, Prefix)
    case ptr(SPFMacroString?)
    case network(IPAddress, prefix: Int)
    case exists(SPFMacroString)

    /// - Parameters:
    ///   - name: in lower case.
    ///   - rest: what follows the name, from the colon or slash on.
    init?(_ name: String, _ rest: Substring) {
        switch name {
        case "all":
            guard rest.isEmpty else { return nil }
            self = .all
        case "include", "exists":
            guard rest.first == ":", let domain = SPFMacroString(domain: rest.dropFirst()) else { return nil }
            self = name == "include" ? .include(domain) : .exists(domain)
        case "a", "mx":
            guard let (domain, prefix) = Self.domainAndPrefix(rest) else { return nil }
            self = name == "a" ? .a(domain, prefix) : .mx(domain, prefix)
        case "ptr":
            guard let domain = Self.optionalDomain(rest) else { return nil }
            self = .ptr(domain)
        case "ip4", "ip6":
            guard rest.first == ":", let network = Self.network(rest.dropFirst(), name == "ip4" ? .v4 : .v6) else { return nil }
            self = network
        default: return nil
        }
    }

    private static func optionalDomain(_ rest: Substring) -> SPFMacroString?? {
        if rest.isEmpty { return .some(nil) }
        guard rest.first == ":", let domain = SPFMacroString(domain: rest.dropFirst()) else { return nil }
        return domain
    }

    /// `:domain/24//64`, each part of which may be missing.
    private static func domainAndPrefix(_ rest: Substring) -> (SPFMacroString?, Prefix)? {
        var rest = rest, prefix = Prefix()
        if let (start, length) = trailingNumber(rest, after: "//") {
            guard let length, length <= 128 else { return nil }
            prefix.v6 = length
            rest = rest[..<start]
        }
        if let (start, length) = trailingNumber(rest, after: "/") {
            guard let length, length <= 32 else { return nil }
            prefix.v4 = length
            rest = rest[..<start]
        }
        guard let domain = optionalDomain(rest) else { return nil }
        return (domain, prefix)
    }

    /// Where the slashes of a number at the end stand, and the number, nil for one that is written wrongly.
    private static func trailingNumber(_ text: Substring, after slashes: String) -> (Substring.Index, Int?)? {
        let digits = text.reversed().prefix { $0.isASCII && $0.isNumber }.count
        let end = text.index(text.endIndex, offsetBy: -digits)
        guard digits > 0, text[..<end].hasSuffix(slashes) else { return nil }
        return (text.index(end, offsetBy: -slashes.count), length(text[end...]))
    }

    /// A length without zeros before it.
    private static func length(_ digits: Substring) -> Int? {
        guard digits == "0" || digits.first != "0" else { return nil }
        return Text.number(digits, digits: 3).map { Int($0) }
    }

    private static func network(_ text: Substring, _ family: IPAddress.Family) -> SPFMechanism? {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let address = IPAddress(parts[0]), address.family == family else { return nil }
        let most = family == .v4 ? 32 : 128
        guard parts.count == 2 else { return .network(address, prefix: most) }
        guard parts[1].utf8.allSatisfy(Octet.isDigit), let prefix = length(parts[1]), prefix <= most else { return nil }
        return .network(address, prefix: prefix)
    }
}
