import Hub
import SMTP

/// A mail as it came in, before anybody has read it.
struct TakenMail: Sendable {
    let bytes: [UInt8]
    let envelope: SMTPServer.Envelope
    /// The address of who brought it.
    let peer: String
    /// Came from a mail server of ours.
    let isLocal: Bool
}

extension Result<MailRoute, IntakeRefusal> {
    var reply: SMTPReply {
        switch self {
        case .success: SMTPReply(250, "2.1.5", "Recipient ok")
        case .failure(let refusal): refusal.reply
        }
    }
}

/// Why a recipient is not taken.
struct IntakeRefusal: Error {
    let reply: SMTPReply
}
