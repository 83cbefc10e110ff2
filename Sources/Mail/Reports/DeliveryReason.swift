/// Words for people about why a mail did not arrive.
package enum DeliveryReason {
    /// A short sentence, from an enhanced status code (RFC 3463), or a reply code, or either found in the text.
    package static func words(status: String?, code: Int?, text: String) -> String {
        let status = status.flatMap(StatusCode.find) ?? StatusCode.find(in: text)
        // What Office 365 says of addresses it does not know.
        if status == "5.4.1", text.lowercased().contains("recipient address rejected") { return "There is no such mailbox." }
        if let status, let words = words(status) { return words }
        if let words = words(saying: text) { return words }
        if let code = code ?? StatusCode.reply(in: text) { return words(code, isTransient: code < 500) }
        return words(500, isTransient: status?.first == "4")
    }

    private static func words(_ status: String) -> String? {
        let numbers = status.split(separator: ".").compactMap { Int($0) }
        guard numbers.count == 3 else { return nil }
        let isTransient = numbers[0] == 4
        if numbers[0] == 2 { return "The mail was delivered." }
        switch (numbers[1], numbers[2]) {
        case (1, 1) where isTransient, (1, 5): return "The mailbox cannot be reached for now."
        case (1, 1),
            (1, 0) where !isTransient:
            return "There is no such mailbox."
        case (1, 2): return "The address's domain does not exist or takes no mail."
        case (1, 3), (1, 4): return "The address is not written correctly."
        case (1, 6): return "The mailbox has moved, and nobody knows where to."
        case (1, 7), (1, 8): return "The mail server did not accept our sender's address."
        case (1, 9), (1, 10): return "The address's domain takes no mail."
        case (2, 0): return "The mailbox cannot take mail."
        case (2, 1): return isTransient ? "The mailbox is closed for now." : "The mailbox is closed."
        case (2, 2): return "The mailbox is full."
        case (2, 3), (3, 4): return "The mail is too large for this mailbox."
        case (2, 4): return "The mailing list could not be written to."
        case (3, 1): return "The mail server is full."
        case (3, 2): return "The mail server takes no mail for now."
        case (3, 3), (3, 6), (5, _), (6, _): return "The mail server did not understand our mail."
        case (4, 0), (4, 1), (4, 2), (4, 5): return "The mail server could not be reached."
        case (4, 3), (4, 4): return "The way to the address's domain could not be found."
        case (4, 6): return "The mail went round in circles."
        case (4, 7): return "The mail server could not be reached in time."
        case (7, 1) where !isTransient: return "The mail was refused by the mail server's policy."
        case (7, 8), (7, 9): return "The mail server wants its users to sign in."
        case (7, 10): return "The mail server wants an encrypted connection."
        case (7, 20...27), (7, 30): return "The mail server could not make sure that the mail is from us."
        case (7, _): return isTransient ? "The mail server wants us to wait." : "The mail was refused by the mail server's policy."
        default: return nil
        }
    }

    /// For servers that write only words.
    private static func words(saying text: String) -> String? {
        let text = String(text.prefix(1_000)).lowercased()
        for (phrases, words) in phrases where phrases.contains(where: text.contains) { return words }
        return nil
    }

    private static let phrases: [([String], String)] = [
        (
            [
                "user unknown", "unknown user", "no such user", "does not exist", "no mailbox here", "doesn't have a",
                "unrouteable",
            ],
            "There is no such mailbox."
        ),
        (["mailbox full", "mailbox is full", "over quota", "quota exceeded", "out of storage"], "The mailbox is full."),
        (
            ["host not found", "domain not found", "couldn't find any host"],
            "The address's domain does not exist or takes no mail."
        ),
        (["timed out", "connection refused", "could not connect", "no route to host"], "The mail server could not be reached."),
        (["greylist", "graylist", "try again later"], "The mail server wants us to wait."),
        (["spam", "blocked", "blacklist", "blocklist", "policy"], "The mail was refused by the mail server's policy."),
        (["too large", "size limit", "exceeds the maximum"], "The mail is too large for this mailbox."),
    ]

    private static func words(_ code: Int, isTransient: Bool) -> String {
        switch code {
        case 421: "The mail server takes no mail for now."
        case 450, 451: "The mail server wants us to wait."
        case 452: "The mail server is full."
        case 530, 535: "The mail server wants its users to sign in."
        case 550, 551: "There is no such mailbox, or it refuses our mail."
        case 552: "The mailbox is full, or the mail is too large for it."
        case 553, 501: "The address is not written correctly."
        case 556, 521: "The address's domain takes no mail."
        default: isTransient ? "The mail could not be delivered yet." : "The mail could not be delivered."
        }
    }
}
