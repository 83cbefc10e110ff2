extension SMTPClient {
    /// The connection ended by itself. What `next` then gives says what has to be assumed: before the end of a
    /// content nothing was delivered; behind it a mail without an answer is uncertain.
    package mutating func connectionLost() { lose(because: .connectionLost, heard: nil) }

    /// The server did not answer within `timeout`.
    package mutating func timeOut() { lose(because: .noAnswer, heard: nil) }

    /// How long to wait for what comes next, in the times of RFC 5321 §4.5.3.2.
    package var timeout: Duration {
        switch state {
        case .greeting, .hello, .startTLS, .handshake, .authenticating, .ready, .resetting, .loneDot: .seconds(300)
        case .envelope: transaction?.isAwaitingGoAhead == true ? .seconds(120) : .seconds(300)
        case .content: .seconds(180)
        case .final: .seconds(600)
        case .quitting, .closed: .seconds(10)
        }
    }

    /// The connection is over for a reason; `heard` is what the server said, if it said something.
    mutating func lose(because reply: SMTPReply, heard: SMTPReply?) {
        switch state {
        case .greeting: fail(.greeting, heard, reply.text)
        case .hello: fail(.hello, heard, reply.text)
        case .startTLS: fail(.startTLS, heard, reply.text)
        case .handshake: fail(.handshake, heard, reply.text)
        case .authenticating: fail(.authentication, heard, reply.text)
        case .ready: fail(.idle, heard, reply.text)
        case .envelope, .content, .final, .loneDot:
            let isUncertain = state == .final && heard == nil
            if let mail = transaction { act(.outcome(mail.outcomes(assumed: reply, isUncertain: isUncertain))) }
            transaction = nil
            close()
        case .resetting, .quitting: close()
        case .closed: break
        }
    }
}
