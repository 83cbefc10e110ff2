package import Domain

/// A mail that somebody wrote to an address here, read.
package struct IncomingMail: Sendable {
    package let from: Address
    package let name: String
    package let subject: String
    /// What they said now, as CommonMark.
    package let said: String
    /// Quotes and signatures.
    package let folded: String
    package let html: String
    package let files: [File]
    package let verdict: ReceivedRecord.Verdict
    package let messageID: String?
    /// SHA-256 of what makes it this mail and no other, so that a second delivery is none.
    package let digest: [UInt8]

    package struct File: Sendable {
        package let name: String
        package let type: String
        package let bytes: [UInt8]

        package init(name: String, type: String, bytes: [UInt8]) {
            self.name = name
            self.type = type
            self.bytes = bytes
        }
    }

    package init(
        from: Address, name: String, subject: String, said: String, folded: String, html: String, files: [File],
        verdict: ReceivedRecord.Verdict, messageID: String?, digest: [UInt8]
    ) {
        self.from = from
        self.name = name
        self.subject = subject
        self.said = said
        self.folded = folded
        self.html = html
        self.files = files
        self.verdict = verdict
        self.messageID = messageID
        self.digest = digest
    }
}

extension Address {
    /// Whether two addresses are one mailbox: tags after a plus, and at Gmail dots, make no difference.
    package func isSameMailbox(as other: Address) -> Bool { text == other.text || mailbox == other.mailbox }

    private var mailbox: String {
        let isGmail = domain == "gmail.com" || domain == "googlemail.com"
        var local = localPart.prefix { $0 != "+" }
        if isGmail { local = Substring(local.filter { $0 != "." }) }
        return "\(local)@\(isGmail ? "gmail.com" : domain)"
    }
}
