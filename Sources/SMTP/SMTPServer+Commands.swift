extension SMTPServer {
    /// The most that is read of a command line to find its end.
    static let maximumSkipped = 65_536

    mutating func readCommand() -> Bool {
        switch input.line(limit: SMTPCommand.maximumLine) {
        case .more: return false
        case .line(let line): perform(line)
        case .bare: end(saying: .bareLineBreak)
        case .long:
            state = .skipping(left: Self.maximumSkipped)
            fault(.longLine)
        }
        return true
    }

    mutating func skipLine(_ left: Int) -> Bool {
        switch input.skipLine() {
        case .more(let count):
            guard count < left else { break }
            state = .skipping(left: left - count)
            return count > 0
        case .done:
            state = .command
            return true
        case .bare: break
        }
        end(saying: .bareLineBreak)
        return true
    }

    private mutating func perform(_ line: ArraySlice<UInt8>) {
        guard line.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == .tab }) else { return fault(.badCharacter) }
        let command = SMTPCommand(line)
        switch command.verb {
        case .helo, .ehlo, .lhlo: greet(command)
        case .mail: mail(command.arguments)
        case .rcpt: recipient(command.arguments)
        case .data: plain(command) { $0.data() }
        case .rset: plain(command) { $0.reset() }
        case .noop: idle(.ok)
        case .vrfy: command.arguments.isEmpty ? fault(.badParameter) : idle(.cannotVerify)
        case .expn: fault(.notImplemented)
        case .help: idle(.help)
        case .quit: plain(command) { $0.end(saying: .bye) }
        case .startTLS: plain(command) { $0.startTLS() }
        case .get, .post, .put, .connect, .options: end(saying: .notHTTP)
        case nil: fault(.unknownCommand)
        }
    }

    /// Performs a command that has no arguments.
    private mutating func plain(_ command: SMTPCommand, _ body: (inout Self) -> Void) {
        guard command.arguments.isEmpty else { return fault(.noArguments) }
        body(&self)
    }

    private mutating func reset() {
        transaction = nil
        idle(.ok)
    }

    private mutating func startTLS() {
        guard options.offersTLS else { return fault(.notImplemented) }
        guard !session.secure else { return fault(.alreadySecure) }
        guard session.esmtp else { return fault(.helloFirst) }
        guard transaction == nil else { return fault(.nestedMail) }
        send(.readyForTLS)
        act(.startTLS)
        // What came behind the command was not protected (CVE-2011-0411).
        input.removeAll()
        state = .handshake
    }
}
