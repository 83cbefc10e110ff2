import SMTP

/// What a server did: everything it sent as lines, and the rest as events.
struct ServerLog: Equatable {
    enum Event: Equatable {
        case line(String)
        case startTLS
        case recipient(String)
        case begin(SMTPServer.Envelope)
        case content(String)
        case end
        case abort
        case close
    }

    private(set) var events: [Event] = []
    private var partial: [UInt8] = []

    /// Neighbouring contents are one, so that it does not matter how they were cut.
    mutating func note(_ action: SMTPServer.Action) {
        switch action {
        case .send(let bytes): for line in lines(bytes) { events.append(.line(line)) }
        case .startTLS: events.append(.startTLS)
        case .recipient(let path, _): events.append(.recipient(path.address))
        case .begin(let envelope): events.append(.begin(envelope))
        case .content(let bytes):
            partial += bytes
            return
        case .end: flush(.end)
        case .abort: flush(.abort)
        case .close: events.append(.close)
        }
    }

    private mutating func flush(_ event: Event) {
        if !partial.isEmpty { events.append(.content(String(decoding: partial, as: UTF8.self))) }
        partial = []
        events.append(event)
    }

    var contents: [String] { events.compactMap { if case .content(let text) = $0 { text } else { nil } } }
    var replies: [String] { events.compactMap { if case .line(let text) = $0 { text } else { nil } } }
    var envelopes: [SMTPServer.Envelope] { events.compactMap { if case .begin(let it) = $0 { it } else { nil } } }
    var codes: [Int] { replies.filter { !$0.dropFirst(3).hasPrefix("-") }.compactMap { Int($0.prefix(3)) } }
    func count(_ event: Event) -> Int { events.count { $0 == event } }
}

func lines(_ bytes: [UInt8]) -> [String] {
    var lines = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n", omittingEmptySubsequences: false)
    precondition(lines.removeLast().isEmpty, "a reply ends with CRLF")
    return lines.map(String.init)
}

/// Drives a server: accepts recipients but those that begin with `no` (550), `later` (450) or `gone` (421).
struct ServerPeer {
    var server: SMTPServer
    var log = ServerLog()
    var finals: [SMTPReply] = [SMTPReply(250, "2.0.0", "Kept")]

    init(_ options: SMTPServer.Options, isStarted: Bool = true) {
        server = SMTPServer(options)
        guard isStarted else { return }
        server.start()
        drain()
    }

    mutating func receive(_ bytes: some Sequence<UInt8>) {
        server.receive(bytes)
        drain()
    }

    mutating func receive(_ text: String) { receive(Array(text.utf8)) }

    /// Everything is done as soon as it is asked for.
    mutating func drain() {
        while let action = server.next() {
            log.note(action)
            switch action {
            case .recipient(let path, _): server.decide(Self.decision(path))
            case .end: server.finish(finals)
            case .startTLS: server.tlsStarted()
            case .send, .begin, .content, .abort, .close: break
            }
        }
    }

    private static func decision(_ path: MailPath) -> SMTPReply {
        if path.address.hasPrefix("no") { return SMTPReply(550, "5.1.1", "Nobody") }
        if path.address.hasPrefix("later") { return SMTPReply(450, "4.2.1", "Later") }
        if path.address.hasPrefix("gone") { return SMTPReply(421, "4.3.0", "Gone") }
        return SMTPReply(250, "2.1.5", "Ok")
    }
}

extension SMTPServer.Options {
    static func test(
        _ dialect: SMTPDialect = .smtp, size: Int = 100_000, tls: Bool = false
    ) -> SMTPServer.Options {
        SMTPServer.Options(hostname: "mx.test", dialect: dialect, maximumSize: size, offersTLS: tls)
    }
}

/// What a server did with a stream that came in pieces ending at the cuts.
func serve(_ stream: [UInt8], cuts: [Int] = [], _ options: SMTPServer.Options = .test(), finals: [SMTPReply]? = nil) -> ServerLog {
    var peer = ServerPeer(options)
    if let finals { peer.finals = finals }
    var start = 0
    for end in cuts + [stream.count] {
        peer.receive(Array(stream[start..<end]))
        start = end
    }
    return peer.log
}

func serve(_ text: String, _ options: SMTPServer.Options = .test(), finals: [SMTPReply]? = nil) -> ServerLog {
    serve(Array(text.utf8), options, finals: finals)
}
