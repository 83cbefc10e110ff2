/// The client side of one SMTP or LMTP connection, for mails one after another
/// (RFC 5321, 2033, 1870, 2920, 3207, 4954, 6152, 6531).
package struct SMTPClient: Sendable {
    enum State: Sendable, Equatable {
        case greeting
        case hello(isHELO: Bool)
        case startTLS
        case handshake
        case authenticating(Authentication)
        case ready
        /// MAIL, RCPT and DATA are being answered.
        case envelope
        case content
        /// The content was sent.
        case final
        /// Nobody was accepted and the content was asked for; a lone dot was sent (RFC 2920 §3.1).
        case loneDot
        case resetting
        case quitting
        case closed
    }

    /// What may wait while a content is being sent.
    static let maximumWaiting = 262_144

    package let options: Options
    var state = State.greeting
    var extensions = ServerExtensions()
    var isSecure: Bool
    var transaction: MailTransaction?
    private var isLeaving = false
    private var input = InputBuffer()
    private var parser = SMTPReplyParser()
    private var pending: [Action] = []

    package init(_ options: Options) {
        self.options = options
        isSecure = options.tls == .already
    }

    /// Takes what a read brought. Before the next read, `next` is called until it gives nil.
    package mutating func receive(_ bytes: some Sequence<UInt8>) {
        guard state != .closed else { return }
        guard input.count <= Self.maximumWaiting else { return breakOff("The server says too much") }
        input.append(bytes)
    }

    /// The next thing to do, or nil when bytes or a call are missing.
    package mutating func next() -> Action? {
        while pending.isEmpty { guard advance() else { return nil } }
        return pending.removeFirst()
    }

    /// The handshake is done: who the server is and what it offers is asked again (RFC 3207 §4.2).
    package mutating func tlsStarted() {
        guard state == .handshake else { return }
        isSecure = true
        sayHello(isHELO: false)
    }

    /// The content and its end have been handed to the connection.
    package mutating func contentSent() {
        guard state == .content else { return }
        state = .final
    }

    /// Ends politely: now, or when the mail on its way has its outcome.
    package mutating func quit() {
        isLeaving = true
        if state == .ready { leave() }
    }

    private mutating func advance() -> Bool {
        // What comes while the content is being sent is read when it has been, but for a refusal.
        guard state != .closed, !input.isEmpty else { return false }
        guard state != .handshake else {
            breakOff("The server spoke before TLS")
            return true
        }
        if state == .content, options.dialect == .lmtp { return false }
        do {
            var rest = input, parser = parser
            guard let reply = try parser.next(&rest) else {
                (input, self.parser) = (rest, parser)
                return false
            }
            if state == .content, reply.isPositive { return false }
            (input, self.parser) = (rest, parser)
            take(reply)
        } catch {
            breakOff(error.words)
        }
        return true
    }

    private mutating func breakOff(_ words: String) {
        lose(because: SMTPReply(451, "4.5.0", words), heard: nil)
    }
}

extension SMTPClient {
    mutating func act(_ action: Action) { pending.append(action) }

    mutating func send(_ line: String) { pending.append(.send(Array("\(line)\r\n".utf8))) }

    var hasUnreadBytes: Bool { !input.isEmpty }

    mutating func becomeReady() {
        guard !isLeaving else { return leave() }
        state = .ready
        act(.ready)
    }

    private mutating func leave() {
        state = .quitting
        send("QUIT")
    }

    mutating func close() {
        state = .closed
        input.removeAll()
        act(.close)
    }
}
