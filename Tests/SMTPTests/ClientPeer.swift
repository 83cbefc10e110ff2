import SMTP

/// What a client did, in words: `> command`, `ready`, `startTLS`, `content`, `a@b 250`, `failed stage words`, `close`.
struct ClientPeer {
    var client: SMTPClient
    private(set) var log: [String] = []
    private(set) var outcomes: [SMTPClient.Outcome] = []
    private(set) var failure: SMTPClient.Failure?
    private(set) var isReady = false
    /// Confirm a content at once.
    var sendsContent = true

    init(_ options: SMTPClient.Options = .test()) { client = SMTPClient(options) }

    mutating func receive(_ text: String) {
        client.receive(Array(text.utf8))
        drain()
    }

    mutating func drain() {
        while let action = client.next() { note(action) }
    }

    private mutating func note(_ action: SMTPClient.Action) {
        isReady = false
        switch action {
        case .send(let bytes): log += lines(bytes).map { "> \($0)" }
        case .startTLS: log.append("startTLS")
        case .ready:
            log.append("ready")
            isReady = true
        case .content:
            log.append("content")
            if sendsContent { client.contentSent() }
        case .outcome(let outcomes):
            self.outcomes = outcomes
            log += outcomes.map { "\($0.recipient.address) \($0.reply.code)\($0.isUncertain ? "?" : "")" }
        case .failed(let failure):
            self.failure = failure
            log.append("failed \(failure.stage)")
        case .close: log.append("close")
        }
    }

    /// What was done since the last call.
    mutating func takeLog() -> [String] {
        defer { log = [] }
        return log
    }

    mutating func begin(_ recipients: String..., from: String = "x@y", size: Int? = nil, utf8: Bool = false, eightBit: Bool = false)
    {
        client.begin(
            from: MailPath(address: from), to: recipients.map { MailPath(address: $0) }, size: size, utf8: utf8, eightBit: eightBit)
        drain()
    }

    /// A client that is ready, on a server that offers this.
    static func ready(_ extensions: String..., dialect: SMTPDialect = .smtp) -> ClientPeer {
        var peer = ClientPeer(.test(dialect: dialect))
        let offer = (["mx"] + extensions).enumerated().map { "250\($0 == extensions.count ? " " : "-")\($1)\r\n" }
        peer.receive("220 mx\r\n" + offer.joined())
        precondition(peer.isReady, "\(peer.log)")
        peer.log = []
        return peer
    }
}

extension SMTPClient.Options {
    static func test(
        _ tls: SMTPClient.TLSPolicy = .ifOffered, dialect: SMTPDialect = .smtp, credentials: SMTPClient.Credentials? = nil
    ) -> SMTPClient.Options {
        SMTPClient.Options(hostname: "me.test", dialect: dialect, tls: tls, credentials: credentials)
    }
}
