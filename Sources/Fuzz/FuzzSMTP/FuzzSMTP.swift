import SMTP

@_silgen_name("LLVMFuzzerRunDriver")
func LLVMFuzzerRunDriver(
    _ argc: UnsafeMutablePointer<CInt>, _ argv: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
    _ callback: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// The package manager renames a program's `main` to this, which hides libFuzzer's own.
@_cdecl("FuzzSMTP_main")
public func fuzzMain(_ argc: CInt, _ argv: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> CInt {
    var argc = argc, argv = argv
    return LLVMFuzzerRunDriver(&argc, &argv, fuzzOne)
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = Array(UnsafeBufferPointer(start: bytes, count: count))
    guard let choices = input.first else { return 0 }
    let stream = Array(input.dropFirst())
    checkServer(stream, choices)
    checkClient(stream, choices)
    checkContent(stream, choices)
    return 0
}

func require(_ condition: Bool, _ words: String) { if !condition { fatalError(words) } }

/// The positions of a stream's pieces: whole, byte by byte, and as the input says.
func pieces(_ choices: UInt8, _ count: Int) -> [Int] { [max(count, 1), 1, Int(choices) % 23 + 1] }

func cut(_ stream: [UInt8], by size: Int) -> [[UInt8]] {
    stride(from: 0, to: stream.count, by: size).map { Array(stream[$0..<min($0 + size, stream.count)]) }
}

// MARK: - Server

func checkServer(_ stream: [UInt8], _ choices: UInt8) {
    let runs = pieces(choices, stream.count).map { serve(stream, choices, piece: $0) }
    require(runs.allSatisfy { $0 == runs[0] }, "pieces give other actions")
    // Where a command may be, a whole mail is taken only behind the one end there is.
    require(runs[0].ends == 0 || holds(Array(".\r\n".utf8), stream), "a mail without an end")
}

func holds(_ part: [UInt8], _ stream: [UInt8]) -> Bool {
    stream.indices.contains { stream[$0...].starts(with: part) }
}

struct ServerRun: Equatable {
    var log: [UInt8] = []
    var ends = 0
    var isOpen = false
    var isClosed = false
    var delivered = 0
    var random: UInt8

    mutating func take(_ action: SMTPServer.Action, _ server: inout SMTPServer) {
        require(!isClosed, "an action after the end")
        switch action {
        case .send(let bytes):
            require(bytes.suffix(2).elementsEqual([13, 10]) && bytes.count < 8000, "a bad reply")
            log += bytes
        case .startTLS:
            log += [1]
            server.tlsStarted()
        case .recipient(let path, let envelope):
            require(path.isWellFormed && !path.isNull && envelope.recipients.count <= 3, "a bad recipient")
            log += Array(path.address.utf8)
            server.decide(answer())
        case .begin(let envelope):
            require(!isOpen && !envelope.recipients.isEmpty && envelope.from.isWellFormed, "a bad beginning")
            (isOpen, delivered) = (true, 0)
        case .content(let slice):
            require(isOpen, "content of nothing")
            delivered += slice.count
            require(delivered <= 40, "too much content")
            log += slice
        case .end, .abort:
            require(isOpen, "an end of nothing")
            isOpen = false
            log += action == .end ? [2] : [3]
            if action == .end {
                ends += 1
                server.finish([answer(), answer()])
            }
        case .close: isClosed = true
        }
    }

    mutating func answer() -> SMTPReply {
        random = random &* 13 &+ 7
        let codes = [250, 250, 250, 550, 450, 421, 354, 0]
        return SMTPReply(codes[Int(random >> 5)], "2.0.0", ["one", "two\r\n"])
    }
}

func serve(_ stream: [UInt8], _ choices: UInt8, piece: Int) -> ServerRun {
    var options = SMTPServer.Options(
        hostname: "mx", dialect: choices & 1 == 0 ? .smtp : .lmtp, maximumSize: 40, offersTLS: choices & 2 == 0)
    options.maximumRecipients = 3
    options.requiresTLS = choices & 12 == 0
    var server = SMTPServer(options)
    var run = ServerRun(random: choices)
    server.start()
    for part in cut(stream, by: piece) {
        server.receive(part)
        while let action = server.next() { run.take(action, &server) }
    }
    server.timeOut()
    while let action = server.next() { run.take(action, &server) }
    require(run.isClosed && !run.isOpen, "no end")
    return run
}

// MARK: - Client

func checkClient(_ stream: [UInt8], _ choices: UInt8) {
    for piece in pieces(choices, stream.count) { converse(stream, choices, piece: piece) }
}

func converse(_ stream: [UInt8], _ choices: UInt8, piece: Int) {
    var options = SMTPClient.Options(
        hostname: "me", dialect: choices & 1 == 0 ? .smtp : .lmtp,
        tls: [.never, .ifOffered, .required, .already][Int(choices >> 1 & 3)],
        credentials: choices & 8 == 0 ? nil : .init(user: "u", password: "p"))
    options.allowsPlainAuth = choices & 16 == 0
    var client = SMTPClient(options)
    var run = ClientRun()
    for part in cut(stream, by: piece) {
        client.receive(part)
        while let action = client.next() { run.take(action, &client) }
    }
    client.connectionLost()
    while let action = client.next() { run.take(action, &client) }
    require(run.isClosed && run.owed == 0, "a mail has no outcome")
}

struct ClientRun {
    var owed = 0
    var begun = 0
    var isClosed = false

    mutating func take(_ action: SMTPClient.Action, _ client: inout SMTPClient) {
        require(!isClosed, "an action after the end")
        switch action {
        case .send(let bytes): require(bytes.suffix(2).elementsEqual([13, 10]), "a bad command")
        case .startTLS: client.tlsStarted()
        case .ready:
            require(owed == 0, "ready in a mail")
            begun += 1
            guard begun < 20 else { return client.quit() }
            owed = 3
            let to = ["a@b", "c@d", begun % 3 == 0 ? "bad" : "e@f"].map { MailPath(address: $0) }
            client.begin(from: MailPath(address: "x@y"), to: to, size: 20)
        case .content: client.contentSent()
        case .outcome(let outcomes):
            require(outcomes.count == owed, "an outcome is missing")
            owed = 0
        case .failed: require(owed == 0, "a failure in place of an outcome")
        case .close: isClosed = true
        }
    }
}

// MARK: - Content

/// What is stuffed is read again as the same lines, and holds nothing but them.
func checkContent(_ content: [UInt8], _ choices: UInt8) {
    var sent: [UInt8] = []
    var stuffer = DotStuffer()
    for part in cut(content, by: Int(choices) % 7 + 1) { sent += stuffer.stuff(part) }
    sent += stuffer.finish()
    require(sent == SMTPClient.stuffed(content), "pieces are stuffed differently")
    var server = SMTPServer(.init(hostname: "mx", maximumSize: 1_000_000))
    var read: [UInt8] = [], ends = 0
    server.start()
    server.receive(Array("HELO a\r\nMAIL FROM:<>\r\nRCPT TO:<a@b>\r\nDATA\r\n".utf8) + sent)
    while let action = server.next() {
        switch action {
        case .recipient: server.decide(SMTPReply(250, nil, "ok"))
        case .content(let slice): read += slice
        case .end: ends += 1
        case .abort, .close: fatalError("stuffed content is refused")
        case .send, .begin, .startTLS: break
        }
    }
    require(ends == 1 && read == normalised(content), "stuffed content is read differently")
}

/// Every line with CRLF.
func normalised(_ content: [UInt8]) -> [UInt8] {
    var output: [UInt8] = [], last: UInt8 = 10
    for byte in content {
        defer { last = byte }
        if byte == 10, last == 13 { continue }
        output += byte == 10 || byte == 13 ? [13, 10] : [byte]
    }
    return content.isEmpty || last == 10 || last == 13 ? output : output + [13, 10]
}
