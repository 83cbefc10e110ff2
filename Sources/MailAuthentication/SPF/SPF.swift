package import DNS

/// Asks a domain whether a host may send mail for it (RFC 7208).
package enum SPF {
    /// The limits of RFC 7208 §4.6.4.
    package static let maxLookups = 10
    package static let maxVoidLookups = 2
    package static let maxNames = 10
    /// Longer records are no records.
    static let maxRecordBytes = 8192

    /// - Parameters:
    ///   - from: the reverse path without its brackets; empty for the null path, for which the HELO name stands in (RFC 7208 §2.4).
    package static func check(ip: IPAddress, helo: String, from: String, with dns: any DNSLookup) async -> SPFResult {
        let isHelo = from.isEmpty
        let (local, domain) = isHelo ? ("", helo) : split(from)
        let name = DNSName.ascii(domain).map(DNSName.canonical) ?? ""
        let identity: SPFResult.Identity = isHelo ? .helo : .mailFrom
        func result(_ status: SPFResult.Status, _ reason: String) -> SPFResult {
            SPFResult(status: status, identity: identity, domain: name, reason: reason)
        }
        guard isAskable(name), !domain.hasSuffix("..") else { return result(.none, "") }
        let sender = SPFSender(ip: ip.unmapped, helo: helo, local: local.isEmpty ? "postmaster" : local, domain: domain)
        var evaluation = SPFEvaluation(sender: sender, dns: dns)
        do throws(SPFStop) {
            let status = try await evaluation.check(name)
            return result(status, evaluation.mechanism)
        } catch {
            switch error {
            case .temporary: return result(.temperror, "a lookup failed")
            case .permanent(let reason): return result(.permerror, reason)
            }
        }
    }

    /// A name of more than one label that can be asked for (RFC 7208 §4.3).
    static func isAskable(_ name: String) -> Bool { name.utf8.contains(UInt8(ascii: ".")) && DNSName.isValid(name) }

    private static func split(_ address: String) -> (local: String, domain: String) {
        guard let at = address.lastIndex(of: "@") else { return ("", address) }
        return (String(address[..<at]), String(address[address.index(after: at)...]))
    }
}
