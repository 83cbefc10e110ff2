/// A mail to one person, as values; `bytes` is how it is sent (RFC 5322, 2045).
///
/// Any string may hold anything: what could end a field or mislead its reader is left out when it is written.
package struct OutgoingMail: Sendable {
    package var from: Mailbox
    package var to: Mailbox
    package var replyTo: Mailbox?
    package var subject: String
    /// With its angle brackets, as are `inReplyTo` and `references`.
    package var messageID: String
    package var inReplyTo: String?
    /// From the oldest on; the first and the last twenty are written.
    package var references: [String]
    /// Milliseconds since 1970.
    package var date: Int64
    /// URIs that end these mails (RFC 2369), the preferred first.
    package var listUnsubscribe: [String]
    /// The HTTPS URI of `listUnsubscribe` takes a POST without further questions (RFC 8058).
    package var oneClick: Bool
    /// Nobody wrote it by hand (RFC 3834).
    package var isAutomatic: Bool
    /// Further fields, by name; those the mail has of itself are left out.
    package var headers: [(String, String)]
    package var text: String
    package var html: String?
    package var files: [OutgoingFile]

    package init(
        from: Mailbox, to: Mailbox, replyTo: Mailbox? = nil, subject: String, messageID: String, inReplyTo: String? = nil,
        references: [String] = [], date: Int64, listUnsubscribe: [String] = [], oneClick: Bool = false,
        isAutomatic: Bool = false, headers: [(String, String)] = [], text: String, html: String? = nil,
        files: [OutgoingFile] = []
    ) {
        self.from = from
        self.to = to
        self.replyTo = replyTo
        self.subject = subject
        self.messageID = messageID
        self.inReplyTo = inReplyTo
        self.references = references
        self.date = date
        self.listUnsubscribe = listUnsubscribe
        self.oneClick = oneClick
        self.isAutomatic = isAutomatic
        self.headers = headers
        self.text = text
        self.html = html
        self.files = files
    }
}
