/// What the client assumes when the server did not say it.
extension SMTPReply {
    static let nobodyAccepted = SMTPReply(554, "5.5.1", "No recipient was accepted")
    static let connectionLost = SMTPReply(421, "4.4.2", "The connection was lost")
    static let noAnswer = SMTPReply(421, "4.4.2", "No answer came in time")
    static let notReady = SMTPReply(421, "4.3.2", "The connection is not ready for a mail")
    static let badAddress = SMTPReply(553, "5.1.3", "The address cannot be written")
    static let badSenderAddress = SMTPReply(553, "5.1.7", "The sender's address cannot be written")
    static let needsUTF8 = SMTPReply(550, "5.6.7", "The server does not take addresses or headers beyond ASCII")
    static let needsEightBit = SMTPReply(550, "5.6.3", "The server does not take content beyond ASCII")
    static let serverTooSmall = SMTPReply(552, "5.3.4", "The server does not take so large a mail")

    static func unexpected(_ reply: SMTPReply) -> SMTPReply {
        SMTPReply(451, "4.5.0", "Unexpected reply: \(reply.code) \(reply.text)")
    }
}
