extension SMTPClient {
    /// What a mail needs of the server.
    struct Needs: Equatable {
        var size: Int?
        var utf8: Bool
        var eightBit: Bool
    }

    /// Begins a mail, after `.ready`. Its end is an `.outcome`, also when nothing can be sent.
    ///
    /// `size` is in bytes with line ends; `utf8` says that headers are not ASCII alone (addresses say it for
    /// themselves), `eightBit` that the body is not.
    package mutating func begin(
        from: MailPath, to recipients: [MailPath], size: Int? = nil, utf8: Bool = false, eightBit: Bool = false
    ) {
        guard state == .ready else { return refuse(recipients, .notReady) }
        let unicode = utf8 || !from.isASCII || recipients.contains { !$0.isASCII }
        let needs = Needs(size: size, utf8: unicode, eightBit: eightBit)
        if let obstacle = obstacle(from, needs) {
            refuse(recipients, obstacle)
            return becomeReady()
        }
        let mail = MailTransaction(from: from, parameters: parameters(needs), to: recipients)
        guard !mail.recipients.isEmpty else {
            act(.outcome(mail.outcomes(assumed: .nobodyAccepted)))
            return becomeReady()
        }
        transaction = mail
        state = .envelope
        sendCommands()
    }

    private mutating func refuse(_ recipients: [MailPath], _ reply: SMTPReply) {
        act(.outcome(recipients.map { Outcome(recipient: $0, reply: reply) }))
    }

    /// Why the mail need not be tried here.
    private func obstacle(_ from: MailPath, _ needs: Needs) -> SMTPReply? {
        guard from.isWellFormed else { return .badSenderAddress }
        guard !needs.utf8 || extensions.utf8 else { return .needsUTF8 }
        guard !needs.eightBit || extensions.eightBit else { return .needsEightBit }
        guard needs.size ?? 0 <= extensions.maximumSize ?? .max else { return .serverTooSmall }
        return nil
    }

    private func parameters(_ needs: Needs) -> String {
        (needs.size.flatMap { extensions.size ? " SIZE=\($0)" : nil } ?? "")
            + ((needs.eightBit || needs.utf8) && extensions.eightBit ? " BODY=8BITMIME" : "")
            + (needs.utf8 ? " SMTPUTF8" : "")
    }

    /// Sends all commands at once where that is offered, else the next (RFC 2920 §3.1).
    private mutating func sendCommands() {
        guard var mail = transaction else { return }
        let end = extensions.pipelining ? mail.commands.count : min(mail.sent + 1, mail.commands.count)
        act(.send(Array(mail.commands[mail.sent..<end].joined())))
        mail.sent = end
        transaction = mail
    }
}

extension SMTPClient {
    mutating func takeEnvelope(_ reply: SMTPReply) {
        guard var mail = transaction, mail.expects(reply) else { return lose(because: .unexpected(reply), heard: nil) }
        mail.take(reply)
        transaction = mail
        if mail.areCommandsAnswered {
            reply.code == 354 ? takeGoAhead(mail) : endTransaction(assuming: reply)
        } else if mail.sent == mail.commands.count {
            return
        } else if mail.isHopeless {
            endTransaction(assuming: .nobodyAccepted)
        } else {
            sendCommands()
        }
    }

    private mutating func takeGoAhead(_ mail: MailTransaction) {
        if mail.acceptedCount > 0 {
            state = .content
            act(.content)
        } else if mail.hasPositiveRecipient {
            // A lone dot would be an empty mail to somebody.
            lose(because: .nobodyAccepted, heard: nil)
        } else {
            state = .loneDot
            send(".")
        }
    }

    mutating func takeFinal(_ reply: SMTPReply) {
        guard var mail = transaction, mail.expects(reply) else { return lose(because: .unexpected(reply), heard: nil) }
        mail.take(reply)
        if options.dialect == .smtp { mail.spreadFinal() }
        transaction = mail
        if mail.finals.count == mail.acceptedCount { endTransaction(assuming: reply) }
    }

    /// Says the outcome; what the server still holds of the mail is taken back.
    mutating func endTransaction(assuming reply: SMTPReply) {
        guard let mail = transaction else { return }
        act(.outcome(mail.outcomes(assumed: reply)))
        transaction = nil
        guard mail.isMailAccepted, mail.finals.isEmpty else { return becomeReady() }
        state = .resetting
        send("RSET")
    }

    mutating func takeReset(_ reply: SMTPReply) {
        reply.isPositive ? becomeReady() : fail(.idle, reply, "The server did not reset")
    }
}
