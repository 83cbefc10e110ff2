/// What a mail server says became of a mail (RFC 3464).
package struct DeliveryReport: Sendable, Equatable {
    package var recipients: [Recipient]
    /// The `Message-ID` of the mail reported on, with its angle brackets.
    package var originalMessageID: String?
    package var originalEnvelopeID: String?

    package init(recipients: [Recipient] = [], originalMessageID: String? = nil, originalEnvelopeID: String? = nil) {
        self.recipients = recipients
        self.originalMessageID = originalMessageID
        self.originalEnvelopeID = originalEnvelopeID
    }
}

extension DeliveryReport {
    package enum Action: String, Sendable, Equatable { case failed, delayed, delivered, relayed, expanded }

    package struct Recipient: Sendable, Equatable {
        package let address: String
        package let action: Action
        /// The enhanced status code (RFC 3463): `5.1.1`.
        package let status: String?
        /// What the refusing server said, in its own words.
        package let diagnostic: String

        package init(address: String, action: Action, status: String? = nil, diagnostic: String = "") {
            self.address = address
            self.action = action
            self.status = status
            self.diagnostic = diagnostic
        }
    }
}
