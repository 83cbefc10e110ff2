import Foundation

extension SettingKind<Settings.Listen> {
    static var listen: SettingKind {
        one("host:port, [IPv6 address]:port, or :port for every interface; port 0 for any free one", sample: "127.0.0.1:2525") {
            text in
            guard let (host, port) = HostName.split(text), let port, host.isEmpty || HostName.isRight(host) else { return nil }
            return Settings.Listen(host: HostName.bare(host), port: port)
        }
    }
}

extension SettingKind<String> {
    /// The origin of a web site, without the port when it is the scheme's own.
    static var origin: SettingKind {
        one("http:// or https://, a host and perhaps a port, without a path", sample: "https://chat.example.org") { text in
            let text = text.lowercased()
            guard let scheme = ["http", "https"].first(where: { text.hasPrefix($0 + "://") }) else { return nil }
            let rest = text.dropFirst(scheme.count + 3)
            let authority = rest.hasSuffix("/") ? String(rest.dropLast()) : String(rest)
            if HostName.isRight(authority) { return "\(scheme)://\(authority)" }
            guard let (host, port) = HostName.split(authority), let port, port > 0, HostName.isRight(host) else { return nil }
            let isUsual = port == (scheme == "http" ? 80 : 443)
            return isUsual ? "\(scheme)://\(host)" : "\(scheme)://\(host):\(port)"
        }
    }

    /// The part of a mail address after the `@`.
    static var domain: SettingKind {
        one("a mail domain such as example.org, in ASCII", sample: "example.org") { text in
            let text = text.lowercased()
            return HostName.isName(text) && !HostName.isAddress(text) ? text : nil
        }
    }

    /// An IP address, in its canonical form.
    static var address: SettingKind {
        one("an IPv4 or IPv6 address", sample: "127.0.0.1") { HostName.canonicalAddress($0) }
    }

    /// What a push service may write or go to (RFC 8292 §2.1).
    static var contactURI: SettingKind {
        one("mailto: and an address, or an https: URL") { text in
            let ascii = text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
            let mail =
                text.hasPrefix("mailto:") && text.dropFirst(7).split(separator: "@", omittingEmptySubsequences: false).count == 2
                && !text.hasPrefix("mailto:@") && !text.hasSuffix("@")
            let web = text.hasPrefix("https://") && text.utf8.count > 8
            return ascii && (mail || web) ? text : nil
        }
    }
}
