package import Hub

extension Settings {
    /// How mails go out and come in.
    package struct Mail: Sendable, Equatable {
        package var way = MailPolicy.Way.folder
        package var domain: String?
        package var hostname: String?
        package var relay = Relay()
        package var smtp: [Listen] = []
        package var lmtp: [Listen] = []
        package var trustedServer: String?
        package var selector: String?
        package var resolver: Listen?
        /// In seconds.
        package var pause = 0
        package var invitationPause = 0
        package var perHour = 0
        package var perPersonPerHour = 0
        package var port = 0
        package var maximumBytes = 0
        package var timeout = 0
    }

    /// The server that sends our mails on.
    package struct Relay: Sendable, Equatable {
        package enum Security: String, Sendable, CaseIterable { case starttls, tls, none }

        package var host: String?
        package var port = 0
        package var security = Security.starttls
        package var authority: String?
        package var user: String?
        package var password: String?
    }

    /// The domain of this server's own mail addresses.
    package func mailDomain(publicURL: String) -> String {
        if let domain = mail.domain { return domain }
        let authority = publicURL.split(separator: "/").dropFirst().first.map(String.init) ?? "localhost"
        let host = HostName.split(authority)?.0 ?? authority
        return HostName.isAddress(HostName.bare(host)) ? "localhost" : HostName.bare(host)
    }
}
