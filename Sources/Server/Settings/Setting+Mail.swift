extension Setting {
    /// The rows of `Settings.Mail`.
    static let mail: [Setting] = [
        Setting(
            "mail.way", .choice, "folder",
            "Where mails go: into the folder mail/out of the data to be looked at, to a relay that sends them on, or directly to "
                + "the recipients' servers"
        ) { $0.mail.way = $1 },
        Setting(
            "mail.domain", .optional(.domain), "",
            "The domain of this server's own mail addresses; by default the host of public_url"
        ) { $0.mail.domain = $1 },
        Setting(
            "mail.hostname", .optional(.domain), "", "The name of this machine towards other mail servers; by default mail.domain"
        ) {
            $0.mail.hostname = $1
        },
        Setting("mail.relay.host", .optional(.host), "", "The relay, for mail.way: relay") { $0.mail.relay.host = $1 },
        Setting("mail.relay.port", .whole(1...65_535), "587", "Its port; 587 and 25 are usual with starttls, 465 with tls") {
            $0.mail.relay.port = $1
        },
        Setting("mail.relay.security", .choice, "starttls", "How the way to it is kept private; none is for this machine only") {
            $0.mail.relay.security = $1
        },
        Setting(
            "mail.relay.authority", .optional(.path("a PEM file", sample: "/etc/confab/relay-ca.pem")), "",
            "Certificates to believe of the relay, besides the system's"
        ) { $0.mail.relay.authority = $1 },
        Setting("mail.relay.user", .optional(.account), "", "The account there, if it wants one") { $0.mail.relay.user = $1 },
        Setting("mail.relay.password", .optional(.password), "", "Its password") { $0.mail.relay.password = $1 },
        Setting(
            "mail.smtp", .list(of: .listen, 0...16), "", "Addresses to take mail on by SMTP; port 25 is where other servers look"
        ) {
            $0.mail.smtp = $1
        },
        Setting("mail.lmtp", .list(of: .listen, 0...16), "", "Addresses to take mail on by LMTP from a mail server of yours") {
            $0.mail.lmtp = $1
        },
        Setting(
            "mail.trusted_server", .optional(.domain), "",
            "The name by which the mail server in front of mail.lmtp signs its Authentication-Results, which are then believed"
        ) { $0.mail.trustedServer = $1 },
        Setting(
            "mail.dkim_selector", .optional(.domain), "confab", "The selector of this server's DKIM keys; empty for no signature"
        ) {
            $0.mail.selector = $1
        },
        Setting("mail.resolver", .optional(.resolver), "", "The DNS server to ask; by default the system's") {
            $0.mail.resolver = $1
        },
        Setting("mail.port", .whole(1...65_535), "25", "Where other mail servers listen, for mail.way: direct; for tests") {
            $0.mail.port = $1
        },
        Setting(
            "mail.pause", .whole(0...86_400), "60", "Seconds that a mail waits for more to be said, or to be read here meanwhile"
        ) {
            $0.mail.pause = $1
        },
        Setting("mail.invitation_pause", .whole(0...86_400), "5", "The same for the first mail to somebody") {
            $0.mail.invitationPause = $1
        },
        Setting("mail.per_hour", .rate, "1000", "Mails in an hour") { $0.mail.perHour = $1 },
        Setting("mail.per_person_per_hour", .rate, "120", "Mails in an hour because of one person") {
            $0.mail.perPersonPerHour = $1
        },
        Setting("mail.maximum_bytes", .size(65_536...1 << 30), "36 MiB", "Size of one mail, as it is sent") {
            $0.mail.maximumBytes = $1
        },
        Setting("mail.timeout", .whole(1...3_600), "300", "Seconds that another mail server may take for its next step") {
            $0.mail.timeout = $1
        },
    ]
}

extension SettingKind<String> {
    /// A host to connect to.
    static var host: SettingKind {
        one("a host name or an IP address", sample: "smtp.example.org") { HostName.isRight($0) ? HostName.bare($0) : nil }
    }

    static var account: SettingKind {
        var kind = text(1...200)
        kind.sample = "confab@example.org"
        return kind
    }

    static var password: SettingKind {
        one("1 to 500 characters, none of them control characters", sample: "the password") { text in
            let printable = text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
            return printable && (1...500).contains(text.count) ? text : nil
        }.secret
    }
}

extension SettingKind<Settings.Listen> {
    static var resolver: SettingKind {
        one("an IP address, perhaps with a port", sample: "127.0.0.1:53") { text in
            if let address = HostName.canonicalAddress(text) { return Settings.Listen(host: address, port: 53) }
            guard let (host, port) = HostName.split(text), let port, port > 0,
                let address = HostName.canonicalAddress(HostName.bare(host))
            else { return nil }
            return Settings.Listen(host: address, port: port)
        }
    }
}
