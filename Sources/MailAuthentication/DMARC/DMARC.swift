import DNS

/// Compares who signed and who sent a mail with whom it says it is from (RFC 7489).
package enum DMARC {
    private enum Finding {
        case nothing
        case unreadable
        case unknown
        case record(DMARCRecord, DMARCResult.Policy)
    }

    /// - Parameters:
    ///   - fromDomain: the domain of the only address of the only From field.
    ///   - dkim: a signature of a part of the body (`l=`) counts for nothing.
    ///   - spfDomain: the domain that `spf` is about.
    package static func judge(
        fromDomain: String, dkim: [DKIMResult], spf: SPFResult, spfDomain: String, with dns: any DNSLookup
    ) async -> DMARCResult {
        let domain = DNSName.ascii(fromDomain).map(DNSName.canonical) ?? ""
        let finding = DNSName.isValid(domain) ? await find(domain, with: dns) : .unreadable
        let record: DMARCRecord? = if case .record(let record, _) = finding { record } else { nil }
        let isSigned = dkim.contains {
            $0.status == .pass && !$0.isPartial && isAligned($0.domain, domain, isStrict: record?.isDKIMStrict ?? false)
        }
        let sender = spf.status == .pass ? DNSName.ascii(spfDomain) : nil
        let isAuthorized = sender.map { isAligned($0, domain, isStrict: record?.isSPFStrict ?? false) } ?? false
        let (status, policy): (DMARCResult.Status, DMARCResult.Policy) =
            switch finding {
            case .nothing: (.none, .none)
            case .unreadable: (.permerror, .none)
            case .unknown: (.temperror, .none)
            case .record(_, let policy): (isSigned || isAuthorized ? .pass : .fail, policy)
            }
        return DMARCResult(status: status, domain: domain, policy: policy, isSigned: isSigned, isAuthorized: isAuthorized)
    }

    /// The domain's own record, or that of its organization (RFC 7489 §6.6.3).
    private static func find(_ domain: String, with dns: any DNSLookup) async -> Finding {
        do throws(LookupFault) {
            if let text = try await record(of: domain, with: dns) {
                guard let record = DMARCRecord(text) else { return .unreadable }
                return .record(record, record.policy)
            }
            let organization = OrganizationalDomain.of(domain)
            guard organization != domain, let text = try await record(of: organization, with: dns) else { return .nothing }
            guard let record = DMARCRecord(text) else { return .unreadable }
            return .record(record, record.subdomainPolicy)
        } catch {
            return .unknown
        }
    }

    /// The only record of a domain; several are as good as none.
    private static func record(of domain: String, with dns: any DNSLookup) async throws(LookupFault) -> String? {
        guard DNSName.isValid("_dmarc." + domain) else { return nil }
        do throws(LookupFault) {
            let records = try await dns.txt("_dmarc." + domain).filter(DMARCRecord.isRecord)
            return records.count == 1 ? records[0] : nil
        } catch {
            if error == .notFound { return nil }
            throw error
        }
    }

    /// RFC 7489 §3.1: the same domain, or relaxed the same organization.
    private static func isAligned(_ first: String, _ second: String, isStrict: Bool) -> Bool {
        if DNSName.same(first, second) { return true }
        return !isStrict && OrganizationalDomain.of(first) == OrganizationalDomain.of(second)
    }
}
