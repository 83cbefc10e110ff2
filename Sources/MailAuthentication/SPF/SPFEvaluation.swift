import DNS

/// One run of `check_host` with the records it includes (RFC 7208 §4).
struct SPFEvaluation {
    let sender: SPFSender
    private var lookups: SPFLookups
    /// The directive that decided, of the record that was asked first or of what it redirects to.
    private(set) var mechanism = ""

    init(sender: SPFSender, dns: any DNSLookup) {
        self.sender = sender
        lookups = SPFLookups(dns: dns, ip: sender.ip)
    }

    /// The result for a domain, which can be asked for.
    mutating func check(_ domain: String) async throws(SPFStop) -> SPFResult.Status {
        guard let record = try await lookups.record(of: domain) else { return .none }
        for directive in record.directives where try await matches(directive.mechanism, domain) {
            mechanism = directive.text
            return directive.result
        }
        mechanism = ""
        guard let redirect = record.redirect else { return .neutral }
        return try await policy(of: redirect, domain)
    }

    /// The result for the domain that an `include:` or `redirect=` names, which must have a record.
    private mutating func policy(of spec: SPFMacroString, _ domain: String) async throws(SPFStop) -> SPFResult.Status {
        try lookups.countTerm()
        let target = try await expand(spec, domain)
        guard SPF.isAskable(target) else { throw .permanent("no name to include: \(target.prefix(100))") }
        let status = try await check(target)
        if status == .none { throw .permanent("no record to include: \(target)") }
        return status
    }

    private mutating func matches(_ mechanism: SPFMechanism, _ domain: String) async throws(SPFStop) -> Bool {
        switch mechanism {
        case .all: return true
        case .network(let network, let prefix): return sender.ip.isIn(network, prefix: prefix)
        case .include(let spec): return try await policy(of: spec, domain) == .pass
        case .a(let spec, let prefix): return try await hasSender(try await target(spec, domain), prefix)
        case .mx(let spec, let prefix):
            for host in try await lookups.exchanges(try await target(spec, domain)) where try await hasSender(host, prefix) {
                return true
            }
            return false
        case .ptr(let spec):
            let target = DNSName.canonical(try await target(spec, domain))
            return try await lookups.validatedPointers().contains { $0 == target || $0.hasSuffix("." + target) }
        case .exists(let spec): return !(try await lookups.addresses(try await target(spec, domain), .v4)).isEmpty
        }
    }

    private mutating func hasSender(_ host: String, _ prefix: SPFMechanism.Prefix) async throws(SPFStop) -> Bool {
        let family = sender.ip.family, length = family == .v4 ? prefix.v4 : prefix.v6
        return try await lookups.addresses(host, family).contains { sender.ip.isIn($0, prefix: length) }
    }

    private mutating func target(_ spec: SPFMacroString?, _ domain: String) async throws(SPFStop) -> String {
        try lookups.countTerm()
        return if let spec { try await expand(spec, domain) } else { domain }
    }

    /// The name that a domain-spec stands for (RFC 7208 §7.3).
    private mutating func expand(_ spec: SPFMacroString, _ domain: String) async throws(SPFStop) -> String {
        let pointer = spec.needsPointers ? try await pointerName(domain) : ""
        var text = ""
        for part in spec.parts {
            switch part {
            case .literal(let literal): text += literal
            case .macro(let macro): text += macro.transform(value(of: macro.letter, domain, pointer))
            }
        }
        return Self.shortened(text)
    }

    private func value(of letter: UInt8, _ domain: String, _ pointer: String) -> String {
        switch letter {
        case UInt8(ascii: "s"): sender.address
        case UInt8(ascii: "l"): sender.local
        case UInt8(ascii: "o"): sender.domain
        case UInt8(ascii: "d"): domain
        case UInt8(ascii: "i"): sender.dottedIP
        case UInt8(ascii: "v"): sender.version
        case UInt8(ascii: "h"): sender.helo
        default: pointer
        }
    }

    /// The validated name of the address: the domain's own, one below, or any.
    private mutating func pointerName(_ domain: String) async throws(SPFStop) -> String {
        let names = try await lookups.validatedPointers(), own = DNSName.canonical(domain)
        return names.first { $0 == own } ?? names.first { $0.hasSuffix("." + own) } ?? names.first ?? "unknown"
    }

    /// Without its last dot, and without as many labels in front as make it too long.
    private static func shortened(_ name: String) -> String {
        var bytes = Array(name.utf8)[...]
        if bytes.last == UInt8(ascii: ".") { bytes.removeLast() }
        while bytes.count > DNSName.maxLength - 2, let dot = bytes.firstIndex(of: UInt8(ascii: ".")) {
            bytes = bytes[(dot + 1)...]
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
