import Hub

/// A mail ready to go.
struct WrittenMail: Sendable {
    let id: Int64
    let bytes: [UInt8]
    /// The envelope's sender, to which comes back what cannot be delivered.
    let sender: String
    let recipient: String
    let messageID: String
    let subject: String
    /// Where its button leads.
    let link: String
    let needsUTF8: Bool
}

/// A way on which mails go out.
protocol Delivering: Sendable {
    func deliver(_ mail: WrittenMail) async -> MailOutcome
    func close() async
}
