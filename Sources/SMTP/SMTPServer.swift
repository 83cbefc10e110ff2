/// The server side of one SMTP or LMTP connection (RFC 5321, 2033, 1870, 6152, 6531, 2920, 2034, 3207).
///
/// Bytes go in with `receive`, actions come out of `next`. It reads on only when everything before is answered, so
/// replies keep the order of the commands however many come at once. `wantsBytes` says when to read from the peer.
package struct SMTPServer: Sendable {
    enum State: Sendable, Equatable {
        /// The greeting has not been said.
        case silent
        case command
        /// A command line is too long; its end is awaited.
        case skipping(left: Int)
        /// A recipient was asked for.
        case deciding(MailPath)
        case handshake
        case content(ContentPhase)
        /// A whole message was handed out.
        case finishing
        case closed
    }

    /// Commands that may wait while a decision is made.
    static let maximumWaiting = 262_144

    package let options: Options
    var state = State.silent
    var input = InputBuffer()
    var session = Session()
    var transaction: Envelope?
    var conduct = Conduct()
    private var pending: [Action] = []

    package init(_ options: Options) { self.options = options }

    /// False while an answer is awaited (`decide`, `finish`, `tlsStarted`) or after the end: what comes then only waits.
    package var wantsBytes: Bool {
        switch state {
        case .silent, .command, .skipping, .content: true
        case .deciding, .handshake, .finishing, .closed: false
        }
    }

    /// Says the greeting.
    package mutating func start() {
        guard state == .silent else { return }
        let protocolName = options.dialect == .lmtp ? "LMTP" : "ESMTP"
        send(SMTPReply(220, "\(options.hostname) \(protocolName)"))
        state = .command
    }

    /// Says this instead of a greeting, and ends.
    package mutating func refuse(_ reply: SMTPReply) {
        guard state == .silent else { return }
        end(saying: reply)
    }

    /// Takes what a read brought. Before the next read, `next` is called until it gives nil.
    package mutating func receive(_ bytes: some Sequence<UInt8>) {
        switch state {
        case .closed, .handshake: return
        case .silent, .command, .skipping, .deciding, .content, .finishing: break
        }
        guard input.count <= Self.maximumWaiting else { return end(saying: .tooManyErrors) }
        input.append(bytes)
    }

    /// The next thing to do, or nil when bytes or a decision are missing.
    package mutating func next() -> Action? {
        while pending.isEmpty { guard advance() else { return nil } }
        return pending.removeFirst()
    }

    /// The handshake is done. What was said before it is forgotten (RFC 3207 §4.2). Before `start`: TLS came first.
    package mutating func tlsStarted() {
        switch state {
        case .silent: break
        case .handshake: state = .command
        case .command, .skipping, .deciding, .content, .finishing, .closed: return
        }
        input.removeAll()
        session = Session(secure: true)
        transaction = nil
    }

    /// Nothing came from the peer in time.
    package mutating func timeOut() {
        guard state != .closed else { return }
        end(saying: .tooSlow)
    }

    /// Reads on; false when nothing more can be done.
    private mutating func advance() -> Bool {
        switch state {
        case .silent, .deciding, .handshake, .finishing, .closed: false
        case .command: readCommand()
        case .skipping(let left): skipLine(left)
        case .content(let phase): readContent(phase)
        }
    }
}

extension SMTPServer {
    mutating func act(_ action: Action) { pending.append(action) }

    mutating func send(_ reply: SMTPReply) { pending.append(.send(reply.bytes)) }

    /// What was begun is void, the reply is said, and nothing follows.
    mutating func end(saying reply: SMTPReply) {
        switch state {
        case .content(let phase): if phase.verdict == nil { act(.abort) }
        case .finishing: act(.abort)
        case .silent, .command, .skipping, .deciding, .handshake, .closed: break
        }
        state = .closed
        input.removeAll()
        transaction = nil
        send(reply)
        act(.close)
    }
}
