import Logging

extension Setting {
    /// Every setting there is, in the order in which they are shown.
    package static let table: [Setting] = server + registration + mail + media + limits + operation

    private static let server: [Setting] = [
        Setting("name", .text(1...80), "Confab", "What this server is called, as people see it") { $0.name = $1 },
        Setting(
            "public_url", .optional(.origin), "",
            "Where browsers reach this server; by default localhost and the first port listened on"
        ) { $0.publicURL = $1 ?? "" },
        Setting("listen", .list(of: .listen, 1...64), "127.0.0.1:8080", "Addresses to listen on") { $0.listen = $1 },
        Setting(
            "tls.certificate", .optional(.path("a PEM file", sample: "/etc/confab/fullchain.pem")), "",
            "Certificate chain; with tls.key makes the server speak https"
        ) { $0.setTLS(\.certificate, to: $1) },
        Setting(
            "tls.key", .optional(.path("a PEM file", sample: "/etc/confab/privkey.pem")), "", "Private key of the certificate"
        ) { $0.setTLS(\.key, to: $1) },
        Setting("data", .path("a folder"), "./data", "Where everything is kept; made when it is not there") { $0.data = $1 },
        Setting(
            "client_folder", .optional(.path("a folder", sample: "./Sources/WebGateway/Client")), "",
            "Serve the web client from this folder instead of the built-in one"
        ) { $0.clientFolder = $1 },
        Setting(
            "trusted_proxies", .list(of: .address, 0...1_000), "",
            "Reverse proxies whose X-Forwarded-For and X-Forwarded-Proto are believed"
        ) { $0.trustedProxies = $1 },
    ]

    private static let registration: [Setting] = [
        Setting(
            "registration.policy", .choice, "invite",
            "Who may make an account: invited people, those of some mail domains, or anybody"
        ) { $0.registration.policy = $1 },
        Setting("registration.domains", .list(of: .domain, 0...1_000), "", "Mail domains for the policy domain") {
            $0.registration.domains = $1
        },
        Setting("registration.members_invite", .truth, "true", "Whether members may invite people to make an account") {
            $0.registration.membersInvite = $1
        },
        Setting("registration.guests", .truth, "false", "Whether guests may make their place an account without an invite") {
            $0.registration.guests = $1
        },
    ]

    private static let operation: [Setting] = [
        Setting("log.level", .choice, "info", "The least severe messages to log") { $0.log.level = $1 },
        Setting("log.format", .choice, "pretty", "For eyes or for machines") { $0.log.format = $1 },
        Setting("metrics.token", .optional(.token), "", "Bearer token for /metrics; without it, only loopback may read them") {
            $0.metricsToken = $1
        },
        Setting("push.subject", .contactURI, "mailto:postmaster@localhost", "Whom push services may write to about this server") {
            $0.push.subject = $1
        },
        Setting("push.local", .truth, "false", "Whether push services may be on this network and without TLS; for tests") {
            $0.push.local = $1
        },
    ]
}

extension Settings {
    /// Sets one half of the TLS pair; `SettingsReading` sees to it that both are there.
    fileprivate mutating func setTLS(_ half: WritableKeyPath<TLS, String>, to path: String?) {
        guard path != nil || tls != nil else { return }
        var pair = tls ?? TLS()
        pair[keyPath: half] = path ?? ""
        tls = pair == TLS() ? nil : pair
    }
}
