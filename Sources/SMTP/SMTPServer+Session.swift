extension SMTPServer {
    /// Who the peer says it is.
    struct Session: Sendable, Equatable {
        var secure = false
        /// Empty before a greeting.
        var helo = ""
        var esmtp = false
    }

    /// What a peer has done that costs and brings no mail.
    struct Conduct: Sendable, Equatable {
        var errors = 0
        /// Since the last mail.
        var idleCommands = 0
        var refusedRecipients = 0
    }

    /// Answers a wrong command; too many of them end the connection.
    mutating func fault(_ reply: SMTPReply) {
        conduct.errors += 1
        guard conduct.errors <= options.maximumErrors else { return end(saying: .tooManyErrors) }
        send(reply)
    }

    /// Answers a command that brings no mail nearer; too many of them end the connection.
    mutating func idle(_ reply: SMTPReply) {
        conduct.idleCommands += 1
        guard conduct.idleCommands <= options.maximumIdleCommands else { return end(saying: .tooManyCommands) }
        send(reply)
    }
}
