package import SMTP

/// How mail goes in and out.
package struct MailGatewayOptions: Sendable {
    /// The name of this machine towards other mail servers.
    package var hostname: String
    package var domain: String
    package var smtp: [MailAddress] = []
    package var lmtp: [MailAddress] = []
    package var certificate: String?
    package var key: String?
    package var maximumBytes = 36 << 20
    /// Seconds that a peer may take for its next step.
    package var timeout: Int64 = 300
    package var connections = 200
    package var connectionsPerAddress = 20
    /// The `authserv-id` of a server in front, whose findings are believed (RFC 8601).
    package var trustedServer: String?
    package var resolver: MailAddress?
    package var relay: Relay?
    /// Mails go to the servers of their recipients.
    package var isDirect = false
    /// Where those listen.
    package var directPort = 25
    /// Where mails are written to when they go nowhere else.
    package var folder: String
    package var selector: String?
    /// Where the DKIM keys are.
    package var keys: String
    package var serverName: String
    package var publicURL: String

    package init(hostname: String, domain: String, folder: String, keys: String, serverName: String, publicURL: String) {
        self.hostname = hostname
        self.domain = domain
        self.folder = folder
        self.keys = keys
        self.serverName = serverName
        self.publicURL = publicURL
    }

    /// A host and a port.
    package struct MailAddress: Sendable, Equatable {
        package let host: String
        package let port: Int

        package init(host: String, port: Int) {
            self.host = host
            self.port = port
        }
    }

    /// The server that sends our mails on.
    package struct Relay: Sendable {
        package enum Security: Sendable { case starttls, tls, none }

        package let address: MailAddress
        package let security: Security
        package let credentials: SMTPClient.Credentials?
        /// Certificates to believe, in PEM, besides the system's.
        package let authority: String?

        package init(address: MailAddress, security: Security, credentials: SMTPClient.Credentials?, authority: String?) {
            self.address = address
            self.security = security
            self.credentials = credentials
            self.authority = authority
        }
    }
}
