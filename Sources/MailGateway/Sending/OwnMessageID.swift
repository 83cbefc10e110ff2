import Hub

/// The Message-IDs of this server's mails, which tell the mail from what comes back of it.
enum OwnMessageID {
    static func text(of mail: MailRecord, domain: String) -> String { "<\(mail.bounce).mail@\(domain)>" }

    static func bounce(of id: String) -> String? {
        let local = id.trimmingAngles.prefix { $0 != "@" }
        guard local.hasSuffix(".mail") else { return nil }
        return String(local.dropLast(5)).lowercased()
    }
}
