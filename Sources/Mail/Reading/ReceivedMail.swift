/// A mail, read: what it says, whom it is from, and what sort of mail it is (RFC 5322, 2045).
package struct ReceivedMail: Sendable, Equatable {
    package var from: [Mailbox]
    package var sender: Mailbox?
    package var to: [Mailbox]
    package var cc: [Mailbox]
    package var replyTo: [Mailbox]
    package var subject: String
    /// With its angle brackets, as are `inReplyTo` and `references`.
    package var messageID: String?
    package var inReplyTo: String?
    package var references: [String]
    /// Milliseconds since 1970, when the header's date could be read.
    package var date: Int64?
    /// All header fields in order, decoded and bounded.
    package var headers: [HeaderField]
    /// The plain text body: line ends are LF, flowed lines are joined, quotes keep their depth as `> `.
    package var text: String?
    package var html: String?
    package var files: [MailFile]
    package var kind: Kind
    package var protection: Protection?

    package init(
        from: [Mailbox] = [], sender: Mailbox? = nil, to: [Mailbox] = [], cc: [Mailbox] = [], replyTo: [Mailbox] = [],
        subject: String = "", messageID: String? = nil, inReplyTo: String? = nil, references: [String] = [],
        date: Int64? = nil, headers: [HeaderField] = [], text: String? = nil, html: String? = nil,
        files: [MailFile] = [], kind: Kind = .message, protection: Protection? = nil
    ) {
        self.from = from
        self.sender = sender
        self.to = to
        self.cc = cc
        self.replyTo = replyTo
        self.subject = subject
        self.messageID = messageID
        self.inReplyTo = inReplyTo
        self.references = references
        self.date = date
        self.headers = headers
        self.text = text
        self.html = html
        self.files = files
        self.kind = kind
        self.protection = protection
    }
}

extension ReceivedMail {
    /// What sort of mail it is.
    package enum Kind: Sendable, Equatable {
        /// A person's.
        case message
        /// A mail server says what became of a mail (RFC 3464).
        case report(DeliveryReport)
        /// A machine's, with the reason it is held for one.
        case automatic(String)
    }

    /// What cryptography did to the content.
    package enum Protection: Sendable, Equatable {
        /// The content is read; the signature is not checked.
        case signed
        /// The content cannot be read; the encrypted part is a file.
        case encrypted
    }

    /// The first header field of that name, whatever its case.
    package func header(_ name: String) -> String? {
        let name = name.lowercased()
        return headers.first { $0.name.lowercased() == name }?.value
    }
}
