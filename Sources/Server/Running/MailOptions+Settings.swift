import Hub
import MailGateway
import SMTP

extension MailGatewayOptions {
    package init(_ settings: Settings, folder: DataFolder, publicURL: String) {
        let mail = settings.mail
        let domain = settings.mailDomain(publicURL: publicURL)
        self.init(
            hostname: mail.hostname ?? domain, domain: domain, folder: folder.mails, keys: folder.dkim, serverName: settings.name,
            publicURL: publicURL)
        smtp = mail.smtp.map { .init(host: $0.host, port: $0.port) }
        lmtp = mail.lmtp.map { .init(host: $0.host, port: $0.port) }
        certificate = settings.tls?.certificate
        key = settings.tls?.key
        maximumBytes = mail.maximumBytes
        timeout = Int64(mail.timeout)
        trustedServer = mail.trustedServer
        resolver = mail.resolver.map { .init(host: $0.host, port: $0.port) }
        selector = mail.selector
        isDirect = mail.way == .direct
        directPort = mail.port
        if mail.way == .relay, let host = mail.relay.host {
            let security: Relay.Security =
                switch mail.relay.security {
                case .starttls: .starttls
                case .tls: .tls
                case .none: .none
                }
            relay = Relay(
                address: .init(host: host, port: mail.relay.port), security: security,
                credentials: mail.relay.user.map { .init(user: $0, password: mail.relay.password ?? "") },
                authority: mail.relay.authority)
        }
    }
}
