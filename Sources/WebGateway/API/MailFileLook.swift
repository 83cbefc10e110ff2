/// A mail that was written into the folder instead of being sent.
package struct MailFileLook: Sendable {
    /// The message (RFC 5322).
    package let bytes: [UInt8]
    /// Where its button leads.
    package let link: String?

    package init(bytes: [UInt8], link: String?) {
        self.bytes = bytes
        self.link = link
    }
}
