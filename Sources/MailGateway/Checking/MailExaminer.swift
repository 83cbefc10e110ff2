import DNS
import Hub
import Logging
package import MailAuthentication
import SMTP

/// Looks at what good delivery needs: the relay, and what the domain name system says of this server.
package struct MailExaminer: Sendable {
    package enum Finding: Sendable, Equatable {
        case fine(String)
        case warning(String, advice: String)
        case wrong(String, advice: String)
    }

    let options: MailGatewayOptions
    let dns: any DNSLookup

    package init(_ options: MailGatewayOptions, dns: (any DNSLookup)? = nil) {
        self.options = options
        self.dns = dns ?? Resolver(server: options.resolver)
    }

    package func examine() async -> [Finding] {
        guard options.relay != nil || options.isDirect else {
            return [.warning("mails are only written to \(options.folder)", advice: "set mail.way to relay or direct to send them")]
        }
        var findings: [Finding] = []
        if let relay = options.relay { findings.append(await examine(relay)) }
        if options.domain == "localhost" {
            return findings + [.wrong("the mail domain is localhost", advice: "set mail.domain to a domain of yours")]
        }
        findings.append(await examineMX())
        findings.append(await examineSPF())
        findings += await examineDKIM()
        findings.append(await examineDMARC())
        if options.isDirect { findings.append(await examinePTR()) }
        if !options.smtp.isEmpty, options.certificate == nil {
            findings.append(.warning("mail comes in without TLS", advice: "set tls.certificate and tls.key"))
        }
        return findings
    }

    /// Connects, starts TLS and signs in, and leaves again.
    private func examine(_ relay: MailGatewayOptions.Relay) async -> Finding {
        let name = "\(relay.address.host):\(relay.address.port)"
        let pool = ConnectionPool(
            hostname: options.hostname, timeout: 20, logger: Logger(label: "confab") { _ in SwiftLogNoOpLogHandler() })
        do {
            let connection = try await pool.connect(to: SMTPHost(relay))
            connection.quit()
            return .fine("the relay \(name) lets this server in")
        } catch let unusable as SMTPConnection.Unusable {
            return .wrong("the relay \(name) does not: \(unusable.words)", advice: "look at mail.relay in the settings")
        } catch {
            return .wrong(
                "the relay \(name) cannot be reached (\(ConnectionPool.words(error)))", advice: "look at host, port and firewall")
        }
    }

    private func examineMX() async -> Finding {
        do throws(LookupFault) {
            let hosts = try await dns.mx(options.domain).sorted { $0.preference < $1.preference }.map(\.host)
            if !hosts.isEmpty { return .fine("mail to \(options.domain) goes to \(hosts.joined(separator: ", ")) (MX)") }
        } catch { if error == .temporary { return unknown("MX") } }
        return .warning(
            "\(options.domain) has no MX record, so nobody's answers arrive",
            advice: "add: \(options.domain). MX 10 \(options.hostname).")
    }

    private func examineSPF() async -> Finding {
        let right = options.isDirect ? "v=spf1 mx -all" : "v=spf1 include:… -all, as your relay's provider says"
        do throws(LookupFault) {
            let records = try await dns.txt(options.domain).filter { $0.lowercased().hasPrefix("v=spf1") }
            if records.count == 1 { return .fine("\(options.domain) says who may send its mail (SPF): \(records[0])") }
            if records.count > 1 {
                return .wrong("\(options.domain) has \(records.count) SPF records", advice: "leave exactly one")
            }
        } catch { if error == .temporary { return unknown("SPF") } }
        return .warning("\(options.domain) has no SPF record", advice: "add: \(options.domain). TXT \"\(right)\"")
    }

    private func examineDKIM() async -> [Finding] {
        guard let records = try? DKIMKeys.records(options) else {
            return [.wrong("the DKIM keys in \(options.keys) cannot be read", advice: "restore them, or delete them for new ones")]
        }
        var findings: [Finding] = []
        for (name, value) in records {
            do throws(LookupFault) {
                let found = try await dns.txt(name)
                if found.contains(where: { Self.publicKey($0) == Self.publicKey(value) }) {
                    findings.append(.fine("\(name) has this server's key (DKIM)"))
                    continue
                }
            } catch { if error == .temporary { return findings + [unknown("DKIM")] } }
            findings.append(.warning("\(name) does not have this server's key (DKIM)", advice: "add: \(name). TXT \"\(value)\""))
        }
        return findings
    }

    private static func publicKey(_ record: String) -> String {
        record.split(separator: ";").map { $0.filter { !$0.isWhitespace } }.first { $0.hasPrefix("p=") } ?? ""
    }

    private func examineDMARC() async -> Finding {
        let name = "_dmarc.\(options.domain)"
        do throws(LookupFault) {
            if let record = try await dns.txt(name).first(where: { $0.hasPrefix("v=DMARC1") }) {
                return .fine("\(options.domain) says what to do with forged mail (DMARC): \(record)")
            }
        } catch { if error == .temporary { return unknown("DMARC") } }
        return .warning("\(name) is missing (DMARC)", advice: "add: \(name). TXT \"v=DMARC1; p=quarantine\"")
    }

    private func examinePTR() async -> Finding {
        do throws(LookupFault) {
            let addresses = try await dns.addresses(options.hostname, .v4)
            guard let first = addresses.first else {
                return .wrong(
                    "\(options.hostname) has no address", advice: "add an A record, and set mail.hostname to this machine's name")
            }
            let names = try await dns.ptr(first)
            if names.contains(where: { $0.lowercased() == options.hostname.lowercased() }) {
                return .fine("\(first) is called \(options.hostname) (PTR)")
            }
            return .warning(
                "\(first) is called \(names.first ?? "nothing") and not \(options.hostname) (PTR)",
                advice: "have your provider set its reverse name, or many servers will refuse the mails")
        } catch {
            return error == .temporary
                ? unknown("PTR") : .warning("\(options.hostname) has no reverse name (PTR)", advice: "have your provider set it")
        }
    }

    private func unknown(_ what: String) -> Finding {
        .warning("the \(what) record of \(options.domain) could not be asked for", advice: "look at the resolver of this machine")
    }
}

extension SMTPHost {
    init(_ relay: MailGatewayOptions.Relay) {
        let tls: SMTPClient.TLSPolicy =
            switch relay.security {
            case .starttls: .required
            case .tls: .already
            case .none: .never
            }
        self.init(address: relay.address, tls: tls, credentials: relay.credentials, authority: relay.authority, verifies: true)
    }
}

extension SMTPConnection.Unusable {
    var words: String {
        switch outcome {
        case .deferred(let why), .failed(let why): return why
        case .sent: return ""
        }
    }
}
