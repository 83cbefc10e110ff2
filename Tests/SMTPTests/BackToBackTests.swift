import SMTP
import Testing

/// Our client and our server, with a network between them that cuts as it likes.
struct Wire {
    var client: ClientPeer
    var server: ServerPeer
    var random: SplitMix
    var contents: [[UInt8]]
    private var sent = 0
    private(set) var outcomes: [[SMTPClient.Outcome]] = []

    init(_ dialect: SMTPDialect, seed: UInt64, contents: [[UInt8]]) {
        client = ClientPeer(SMTPClient.Options(hostname: "me", dialect: dialect, tls: .required))
        server = ServerPeer(.test(dialect, size: 1_000_000, tls: true), isStarted: false)
        random = SplitMix(seed: seed)
        self.contents = contents
    }

    mutating func run(_ recipients: [MailPath]) {
        var toClient: [UInt8] = [], toServer: [UInt8] = []
        server.server.start()
        var isOpen = true
        while isOpen {
            isOpen = serverActs(&toClient)
            isOpen = clientActs(&toServer, recipients) && isOpen || !toClient.isEmpty || !toServer.isEmpty
            if toClient.isEmpty, toServer.isEmpty { break }
            pass(&toClient) { $0.client.client.receive($1) }
            pass(&toServer) { $0.server.server.receive($1) }
        }
    }

    private mutating func pass(_ bytes: inout [UInt8], to receive: (inout Self, [UInt8]) -> Void) {
        guard !bytes.isEmpty else { return }
        let count = min(Int.random(in: 1...40, using: &random), bytes.count)
        receive(&self, Array(bytes.prefix(count)))
        bytes.removeFirst(count)
    }

    private mutating func serverActs(_ output: inout [UInt8]) -> Bool {
        while let action = server.server.next() {
            server.log.note(action)
            switch action {
            case .send(let bytes): output += bytes
            case .recipient(let path, _):
                server.server.decide(path.address.hasPrefix("no") ? SMTPReply(550, "5.1.1", "No") : SMTPReply(250, "2.1.5", "Ok"))
            case .end: server.server.finish([SMTPReply(250, "2.0.0", "One"), SMTPReply(452, "4.2.2", "Full")])
            case .startTLS: server.server.tlsStarted()
            case .close: return false
            case .begin, .content, .abort: break
            }
        }
        return true
    }

    private mutating func clientActs(_ output: inout [UInt8], _ recipients: [MailPath]) -> Bool {
        while let action = client.client.next() {
            switch action {
            case .send(let bytes): output += bytes
            case .startTLS: client.client.tlsStarted()
            case .ready:
                guard sent < contents.count else {
                    client.client.quit()
                    continue
                }
                client.client.begin(from: MailPath(address: "x@y"), to: recipients, size: contents[sent].count)
            case .content:
                output += SMTPClient.stuffed(contents[sent])
                client.client.contentSent()
            case .outcome(let outcome):
                outcomes.append(outcome)
                sent += 1
            case .failed, .close: return false
            }
        }
        return true
    }
}

@Suite struct BackToBackTests {
    private func contents(_ random: inout SplitMix) -> [[UInt8]] {
        let words = [".", "..", "\r\n", "\r\n", "\r\n.\r\n", "text", "\r\n..x", " ", "\u{e4}"]
        return (0..<3).map { _ in
            Array(
                ((0..<Int.random(in: 0..<60, using: &random)).map { _ in words.randomElement(using: &random)! }.joined() + "\r\n")
                    .utf8)
        }
    }

    @Test(arguments: [SMTPDialect.smtp, .lmtp]) func `three mails arrive as they were sent`(dialect: SMTPDialect) {
        let recipients = ["a@b", "no@b", "c@d"].map { MailPath(address: $0) }
        for seed in 0..<200 as Range<UInt64> {
            var random = SplitMix(seed: seed)
            let contents = contents(&random)
            var wire = Wire(dialect, seed: seed, contents: contents)
            wire.run(recipients)
            #expect(wire.server.log.contents == contents.map { String(decoding: $0, as: UTF8.self) })
            #expect(wire.server.log.envelopes.allSatisfy { $0.secure } && wire.server.log.count(.end) == 3)
            #expect(
                wire.outcomes.map { $0.map(\.reply.code) }
                    == [[Int]](repeating: [250, 550, dialect == .lmtp ? 452 : 250], count: 3))
            #expect(wire.server.log.events.last == .close && wire.server.log.codes.last == 221)
        }
    }
}
