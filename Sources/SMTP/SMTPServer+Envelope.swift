extension SMTPServer {
    mutating func mail(_ arguments: ArraySlice<UInt8>) {
        guard !options.requiresTLS || session.secure else { return fault(.tlsFirst) }
        guard !session.helo.isEmpty else { return fault(.helloFirst) }
        guard transaction == nil else { return fault(.nestedMail) }
        do {
            try begin(PathCommand(arguments, keyword: "FROM"))
        } catch let reason as PathCommand.Fault {
            fault(reason == .path ? .badSender : .badParameter)
        } catch let reason as MailParameters.Fault {
            fault(reason == .unknown ? .unknownParameter : .badParameter)
        } catch {
            fault(.badSender)
        }
    }

    private mutating func begin(_ command: PathCommand) throws {
        guard session.esmtp || command.parameters.isEmpty else { throw MailParameters.Fault.unknown }
        let parameters = try MailParameters(command.parameters)
        guard command.path.isASCII || parameters.utf8 else { return fault(.unicodeSender) }
        guard parameters.size ?? 0 <= options.maximumSize else { return idle(.tooLarge) }
        idle(.senderOk)
        guard state == .command else { return }
        transaction = Envelope(
            helo: session.helo, esmtp: session.esmtp, secure: session.secure, from: command.path,
            declaredSize: parameters.size, utf8: parameters.utf8)
    }

    mutating func recipient(_ arguments: ArraySlice<UInt8>) {
        guard !options.requiresTLS || session.secure else { return fault(.tlsFirst) }
        guard let transaction else { return fault(session.helo.isEmpty ? .helloFirst : .mailFirst) }
        do {
            let command = try PathCommand(arguments, keyword: "TO")
            guard !command.path.isNull else { return fault(.badRecipient) }
            guard command.parameters.isEmpty else { return fault(.unknownParameter) }
            guard command.path.isASCII || transaction.utf8 else { return fault(.unicodeSender) }
            guard transaction.recipients.count < options.maximumRecipients else { return idle(.tooManyRecipients) }
            state = .deciding(command.path)
            act(.recipient(command.path, transaction))
        } catch {
            fault(error == .path ? .badRecipient : .badParameter)
        }
    }

    /// Answers `.recipient`: a positive reply accepts, 421 ends the connection.
    package mutating func decide(_ reply: SMTPReply) {
        guard case .deciding(let path) = state else { return }
        guard reply.code != 421 else { return end(saying: reply) }
        state = .command
        if reply.isPositive {
            transaction?.recipients.append(path)
        } else {
            conduct.refusedRecipients += 1
            guard conduct.refusedRecipients <= options.maximumRecipients else { return end(saying: .tooManyErrors) }
        }
        send(reply.isPositive || reply.isTransient || reply.isPermanent ? reply : .undecided)
    }
}
