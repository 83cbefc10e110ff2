extension SMTPClient {
    /// Takes a whole reply to what was asked last.
    mutating func take(_ reply: SMTPReply) {
        guard reply.code != 421 else { return lose(because: reply, heard: reply) }
        switch state {
        case .greeting: takeGreeting(reply)
        case .hello(let isHELO): takeHello(reply, isHELO: isHELO)
        case .startTLS: takeStartTLS(reply)
        case .authenticating(let step): takeAuthentication(reply, step)
        case .envelope: takeEnvelope(reply)
        case .final: takeFinal(reply)
        case .loneDot: endTransaction(assuming: .nobodyAccepted)
        case .resetting: takeReset(reply)
        case .quitting: close()
        case .ready, .content: lose(because: reply, heard: reply)
        case .handshake, .closed: break
        }
    }

    private mutating func takeGreeting(_ reply: SMTPReply) {
        guard reply.code == 220 else { return fail(.greeting, reply, "The server refused the connection") }
        sayHello(isHELO: false)
    }

    mutating func sayHello(isHELO: Bool) {
        state = .hello(isHELO: isHELO)
        send("\(isHELO ? "HELO" : options.dialect == .lmtp ? "LHLO" : "EHLO") \(options.hostname)")
    }

    private mutating func takeHello(_ reply: SMTPReply, isHELO: Bool) {
        if reply.isPermanent, !isHELO, options.dialect == .smtp { return sayHello(isHELO: true) }
        guard reply.code == 250 else { return fail(.hello, reply, "The server refused the greeting") }
        extensions = isHELO ? ServerExtensions() : ServerExtensions(reply)
        guard !isSecure else { return authenticate() }
        switch options.tls {
        case .required:
            guard extensions.startTLS else { return fail(.startTLS, nil, "The server does not offer TLS, which is required") }
            askForTLS()
        case .ifOffered: extensions.startTLS ? askForTLS() : authenticate()
        case .never, .already: authenticate()
        }
    }

    private mutating func askForTLS() {
        state = .startTLS
        send("STARTTLS")
    }

    private mutating func takeStartTLS(_ reply: SMTPReply) {
        guard reply.code == 220 else {
            guard options.tls == .required else { return authenticate() }
            return fail(.startTLS, reply, "The server refused to start TLS, which is required")
        }
        // What came behind the reply was not protected.
        guard !hasUnreadBytes else { return fail(.startTLS, nil, "The server spoke before TLS") }
        state = .handshake
        act(.startTLS)
    }
}

extension SMTPClient {
    mutating func fail(_ stage: Failure.Stage, _ reply: SMTPReply?, _ words: String) {
        act(.failed(Failure(stage: stage, reply: reply, words: words)))
        close()
    }
}
