import DNS
import Hub
import Mail
import MailAuthentication
import SMTP

/// Finds out whether a mail is from whom it says (RFC 6376, 7208, 7489).
struct Authenticator: Sendable {
    /// A mail does not wait longer for the domain name system.
    static let patience = Duration.seconds(4)

    let dns: any DNSLookup
    /// Whose findings are believed.
    let trusted: String?
    let now: @Sendable () -> Int64

    func verdict(on mail: ReceivedMail, _ taken: TakenMail) async -> ReceivedRecord.Verdict {
        guard let from = mail.from.first, let at = from.address.lastIndex(of: "@") else { return .none }
        let domain = from.address[from.address.index(after: at)...].lowercased()
        if taken.isLocal { return trusted.map { believed(mail, from: domain, by: $0) } ?? .none }
        return await withTaskGroup(of: ReceivedRecord.Verdict.self) { group in
            group.addTask { await judged(taken, from: domain) }
            group.addTask {
                try? await Task.sleep(for: Self.patience)
                return .none
            }
            defer { group.cancelAll() }
            return await group.next() ?? .none
        }
    }
}

extension Authenticator {
    func judged(_ taken: TakenMail, from domain: String) async -> ReceivedRecord.Verdict {
        async let signatures = DKIM.verify(taken.bytes, with: dns, now: now())
        let sender = taken.envelope.from.address
        let ip = IPAddress(taken.peer)?.unmapped ?? .v4(0)
        let spf = await SPF.check(ip: ip, helo: taken.envelope.helo, from: sender, with: dns)
        let result = await DMARC.judge(fromDomain: domain, dkim: await signatures, spf: spf, spfDomain: spf.domain, with: dns)
        switch result.status {
        case .pass: return .pass
        case .fail where result.policy != .none: return .fail
        default: return result.isSigned || result.isAuthorized ? .pass : .none
        }
    }

    /// What the server in front found, if it said so of this sender's domain.
    func believed(_ mail: ReceivedMail, from domain: String, by server: String) -> ReceivedRecord.Verdict {
        let fields = mail.headersOfLastServer.map { (name: $0.name, value: $0.value) }
        let outcomes = AuthenticationResults.said(by: server, in: fields)
        if let dmarc = outcomes.first(where: { $0.method == "dmarc" }) {
            if dmarc.result == "pass" { return .pass }
            if dmarc.result == "fail" { return .fail }
        }
        let isProven = outcomes.contains { outcome in
            guard outcome.result == "pass" else { return false }
            switch outcome.method {
            case "dkim": return outcome["header.d"]?.lowercased() == domain
            case "spf": return (outcome["smtp.mailfrom"]?.split(separator: "@").last?.lowercased()) == domain
            default: return false
            }
        }
        return isProven ? .pass : .none
    }
}

extension ReceivedMail {
    /// What the server before us wrote: what stands above the second `Received` came from it, and not from further away.
    fileprivate var headersOfLastServer: [HeaderField] {
        var received = 0
        return Array(
            headers.prefix { field in
                if field.name.lowercased() == "received" { received += 1 }
                return received < 2
            })
    }
}
