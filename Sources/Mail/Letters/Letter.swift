/// A mail's words: its subject, its text part and its HTML part.
package struct Letter: Sendable, Equatable {
    package let subject: String
    package let text: String
    /// A whole page of at most 90 KB, since longer ones are clipped.
    package let html: String

    package init(subject: String, text: String, html: String) {
        self.subject = subject
        self.text = text
        self.html = html
    }
}

/// What all mails of a server share.
package struct LetterStyle: Sendable, Equatable {
    package let serverName: String
    package let publicURL: String

    package init(serverName: String, publicURL: String) {
        self.serverName = serverName
        self.publicURL = publicURL
    }
}
