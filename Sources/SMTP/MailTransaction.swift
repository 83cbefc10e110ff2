/// One mail on its way to a server: the commands that begin it and what came back for each.
struct MailTransaction: Sendable, Equatable {
    let recipients: [MailPath]
    /// Recipients that no command can name.
    let malformed: [MailPath]
    /// MAIL, each RCPT, DATA.
    let commands: [[UInt8]]
    var sent = 0
    /// To the commands, in order.
    private(set) var replies: [SMTPReply] = []
    /// To the content: one, or in LMTP one for each accepted recipient.
    private(set) var finals: [SMTPReply] = []

    init(from: MailPath, parameters: String, to all: [MailPath]) {
        let recipients = all.filter { $0.isWellFormed && !$0.isNull }
        self.recipients = recipients
        malformed = all.filter { !$0.isWellFormed || $0.isNull }
        commands =
            ["MAIL FROM:<\(from.address)>\(parameters)\r\n"].map { Array($0.utf8) }
            + recipients.map { Array("RCPT TO:<\($0.address)>\r\n".utf8) } + [Array("DATA\r\n".utf8)]
    }

    private var mailReply: SMTPReply? { replies.first }
    private var recipientReplies: ArraySlice<SMTPReply> { replies.dropFirst().prefix(recipients.count) }
    var dataReply: SMTPReply? { replies.count == commands.count ? replies.last : nil }

    var isMailAccepted: Bool { mailReply?.isPositive ?? false }
    var hasPositiveRecipient: Bool { recipientReplies.contains(where: \.isPositive) }
    var acceptedCount: Int { isMailAccepted ? recipientReplies.count(where: \.isPositive) : 0 }
    var areCommandsAnswered: Bool { replies.count == commands.count }

    /// Nothing more needs to be asked: the mail cannot be accepted for anybody.
    var isHopeless: Bool {
        guard let mailReply else { return false }
        return !mailReply.isPositive || recipientReplies.count == recipients.count && acceptedCount == 0
    }

    /// Everything but the answer to DATA has come.
    var isAwaitingGoAhead: Bool { replies.count == commands.count - 1 }

    /// Whether a reply may be the answer to what was asked next.
    func expects(_ reply: SMTPReply) -> Bool {
        let isAgreed = isAwaitingGoAhead ? reply.code == 354 : reply.isPositive
        return isAgreed || reply.isTransient || reply.isPermanent
    }

    mutating func take(_ reply: SMTPReply) {
        if areCommandsAnswered { finals.append(reply) } else { replies.append(reply) }
    }

    /// Gives each recipient the reply that decided, or `assumed` where none did; the malformed come first.
    func outcomes(assumed: SMTPReply, isUncertain: Bool = false) -> [SMTPClient.Outcome] {
        var accepted = 0
        let refused = malformed.map { SMTPClient.Outcome(recipient: $0, reply: .badAddress) }
        return refused
            + recipients.enumerated().map { index, recipient in
                if let mailReply, !mailReply.isPositive { return .init(recipient: recipient, reply: mailReply) }
                if index + 1 < replies.count, !replies[index + 1].isPositive {
                    return .init(recipient: recipient, reply: replies[index + 1])
                }
                if let dataReply, dataReply.code != 354 { return .init(recipient: recipient, reply: dataReply) }
                defer { accepted += 1 }
                guard accepted < finals.count else {
                    return .init(recipient: recipient, reply: assumed, isUncertain: isUncertain)
                }
                return .init(recipient: recipient, reply: finals[accepted])
            }
    }

    /// One final reply is every accepted recipient's (SMTP).
    mutating func spreadFinal() {
        guard let reply = finals.first else { return }
        finals = [SMTPReply](repeating: reply, count: acceptedCount)
    }
}
