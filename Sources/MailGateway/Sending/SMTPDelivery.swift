import DNS
import Hub
import Logging
import Mail
import MailAuthentication
import NIOSSL
import SMTP

/// Sends mails by SMTP: to the relay, or to the servers of each recipient's domain (RFC 5321 §5).
struct SMTPDelivery: Delivering {
    /// Servers of a domain that are tried.
    static let servers = 5

    let options: MailGatewayOptions
    let dns: any DNSLookup
    let pool: ConnectionPool

    func deliver(_ mail: WrittenMail) async -> MailOutcome {
        let hosts: [SMTPHost]
        switch await route(to: mail.recipient) {
        case .hosts(let found): hosts = found
        case .settled(let outcome): return outcome
        }
        var last = MailOutcome.deferred("No mail server could be reached.")
        for host in hosts.prefix(Self.servers) {
            let result = await pool.send(mail, to: host)
            switch result {
            case .sent, .failed: return result
            case .deferred: last = result
            }
        }
        return last
    }

    func close() async { await pool.close() }

    private enum Route {
        case hosts([SMTPHost])
        case settled(MailOutcome)
    }

    private func route(to recipient: String) async -> Route {
        if let relay = options.relay {
            return .hosts([SMTPHost(relay)])
        }
        guard let at = recipient.lastIndex(of: "@") else { return .settled(.failed("This is no address.")) }
        let domain = String(recipient[recipient.index(after: at)...])
        do throws(LookupFault) {
            return try await servers(of: domain)
        } catch {
            return .settled(.deferred("The mail servers of \(domain) could not be found out."))
        }
    }

    private func servers(of domain: String) async throws(LookupFault) -> Route {
        var exchanges: [(preference: UInt16, host: String)] = []
        do throws(LookupFault) { exchanges = try await dns.mx(domain) } catch { if error != .notFound { throw error } }
        // A single dot says that the domain takes no mail (RFC 7505).
        if exchanges.count == 1, exchanges[0].host.isEmpty || exchanges[0].host == "." {
            return .settled(.failed("\(domain) takes no mail."))
        }
        let isImplicit = exchanges.isEmpty
        let names = isImplicit ? [domain] : exchanges.sorted { $0.preference < $1.preference }.map(\.host)
        var hosts: [SMTPHost] = []
        for name in names.prefix(Self.servers) {
            for family in [IPAddress.Family.v4, .v6] {
                var found: [IPAddress] = []
                do throws(LookupFault) { found = try await dns.addresses(name, family) } catch {
                    if error != .notFound { throw error }
                }
                hosts += found.prefix(2).map {
                    SMTPHost(
                        address: .init(host: $0.description, port: options.directPort), tls: .ifOffered, credentials: nil,
                        authority: nil,
                        verifies: false, name: name)
                }
            }
        }
        guard !hosts.isEmpty else {
            return .settled(
                isImplicit
                    ? .failed("There is no domain \(domain), or it takes no mail.")
                    : .deferred("The mail servers of \(domain) have no address."))
        }
        return .hosts(hosts)
    }
}

/// A mail server to connect to, and how.
struct SMTPHost: Sendable, Hashable {
    let address: MailGatewayOptions.MailAddress
    let tls: SMTPClient.TLSPolicy
    let credentials: SMTPClient.Credentials?
    let authority: String?
    /// Between servers of strangers TLS is opportunistic and proves nothing (RFC 7435).
    let verifies: Bool
    var name: String?

    static func == (a: SMTPHost, b: SMTPHost) -> Bool { a.address == b.address && a.tls == b.tls }
    func hash(into hasher: inout Hasher) {
        hasher.combine(address.host)
        hasher.combine(address.port)
    }
}
