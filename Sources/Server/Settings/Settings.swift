package import Logging

/// Everything an operator can decide. `Setting.table` says each value's name, default and what is right for it.
package struct Settings: Sendable, Equatable {
    /// What this server calls itself to people.
    package var name = ""
    /// The origin under which browsers reach the server: scheme, host and port, without a trailing slash.
    package var publicURL = ""
    package var listen: [Listen] = []
    /// Absent when the server speaks plain HTTP.
    package var tls: TLS?
    /// The folder of everything that is kept.
    package var data = ""
    /// A folder to serve the web client from instead of the built-in copy.
    package var clientFolder: String?
    package var registration = Registration()
    package var mail = Mail()
    package var media = Media()
    package var limits = Limits()
    package var log = Log()
    /// What a scraper of `/metrics` must present; absent when only loopback may read it.
    package var metricsToken: String?
    package var push = Push()
    /// The addresses whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed, in canonical form.
    package var trustedProxies: [String] = []

    /// Blank; every value comes from the table.
    init() {}

    /// The settings of a server that was told nothing.
    package static let standard = (try? load()) ?? Settings()
}

extension Settings {
    /// An address to listen on.
    package struct Listen: Sendable, Equatable {
        /// A name or an address without brackets; empty for every interface.
        package var host: String
        /// 0 for any free one.
        package var port: Int

        package init(host: String, port: Int) {
            self.host = host
            self.port = port
        }
    }

    /// The PEM files of the server's certificate chain and private key.
    package struct TLS: Sendable, Equatable {
        package var certificate = ""
        package var key = ""

        package init(certificate: String = "", key: String = "") {
            self.certificate = certificate
            self.key = key
        }
    }

    /// Who may make an account.
    package struct Registration: Sendable, Equatable {
        package enum Policy: String, Sendable, CaseIterable { case invite, domain, open }

        package var policy = Policy.invite
        /// The mail domains whose people may register under the policy `domain`, in lower case.
        package var domains: [String] = []
        /// Whether members, and not only administrators, may invite people to make an account.
        package var membersInvite = false
        /// Whether guests may make their place an account.
        package var guests = false
    }

    package struct Log: Sendable, Equatable {
        package enum Format: String, Sendable, CaseIterable { case pretty, json }

        package var level = Logger.Level.info
        package var format = Format.pretty
    }

    /// What push services are told of this server (RFC 8292 §2.1).
    package struct Push: Sendable, Equatable {
        package var subject = ""
        /// Lets endpoints be on private networks, where a subscription could otherwise make the server call anything.
        package var local = false
    }

    /// The public URL of a server whose first port was chosen by the system.
    package func publicURL(boundTo port: Int) -> String {
        guard publicURL.hasSuffix("://localhost:0") else { return publicURL }
        return publicURL.dropLast() + String(port)
    }
}
