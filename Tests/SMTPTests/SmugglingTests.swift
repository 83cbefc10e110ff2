import SMTP
import Testing

/// A second mail hidden in the content of the first, behind something that only looks like its end.
@Suite struct SmugglingTests {
    private static let head = "EHLO a\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\n"
    private static let hidden = "MAIL FROM:<evil@b>\r\nRCPT TO:<victim@d>\r\nDATA\r\nevil\r\n"

    static let fakes = [
        "\n.\n", "\n.\r\n", "\r\n.\n", "\r\n.\r", "\r.\r", "\r.\r\n", "\r\n.\r\r\n", "\n.\r\r\n", "\r\r\n.\r\r\n", "\n\n.\n\n",
        "\n\r.\r\n", "\r\n\0.\r\n\n", "\r\n.\0\r\n\n", "\n\r\n.\n", ".\n", ".\r", "\r\n.\r.\r\n",
    ]

    private func expectRefused(_ log: ServerLog, _ fake: String) {
        #expect(log.envelopes.map(\.from.address) == ["a@b"], "\(fake.debugDescription)")
        #expect(log.count(.abort) == 1 && log.count(.end) == 0, "\(fake.debugDescription)")
        #expect(log.codes == [220, 250, 250, 250, 354, 550, 250], "\(fake.debugDescription)")
        #expect(log.replies.suffix(2).first?.hasPrefix("550 5.6.0") == true)
    }

    @Test(arguments: fakes) func `is refused with the first, byte by byte and in every two pieces`(fake: String) {
        let stream = Array((Self.head + "text" + fake + Self.hidden + ".\r\nNOOP\r\n").utf8)
        let whole = serve(stream)
        expectRefused(whole, fake)
        #expect(serve(stream, cuts: Array(1..<stream.count)) == whole)
        for cut in 1..<stream.count { #expect(serve(stream, cuts: [cut]) == whole) }
    }

    @Test(arguments: [".\n", ".\r", "\n.\n", "\n.\r\n", "\r.\r\n", "\n", "\r", ".\r\r\n"])
    func `at the start of the content is refused`(fake: String) {
        let stream = Array((Self.head + fake + Self.hidden + ".\r\nNOOP\r\n").utf8)
        expectRefused(serve(stream), fake)
        #expect(serve(stream, cuts: Array(1..<stream.count)) == serve(stream))
    }

    @Test(arguments: ["\r\r\n.\r\n", "\n\r\n.\r\n", "\r\n\r\r\n.\r\n"])
    func `the true end ends a content with a fault in it`(end: String) {
        let stream = Array((Self.head + "text" + end + "NOOP\r\n").utf8)
        expectRefused(serve(stream), end)
        #expect(serve(stream, cuts: Array(1..<stream.count)) == serve(stream))
    }

    @Test(arguments: ["NOOP\nNOOP\r\n", "NOOP\rNOOP\r\n", "NOOP\r\r\n", "\n", "\r\r", "MAIL FROM:<a@b>\nRCPT TO:<c@d>\r\n"])
    func `a command with a bare line end ends the connection`(text: String) {
        let stream = Array((text + "NOOP\r\n").utf8)
        let log = serve(stream)
        #expect(log.codes == [220, 500] && log.events.last == .close)
        #expect(serve(stream, cuts: Array(1..<stream.count)) == log)
    }

    @Test func `commands behind STARTTLS in clear are dropped`() {
        let stream = Array("EHLO a\r\nSTARTTLS\r\nEHLO evil\r\nMAIL FROM:<evil@b>\r\n".utf8)
        let log = serve(stream, .test(tls: true))
        #expect(log.codes == [220, 250, 220])
        var server = SMTPServer(.test(tls: true))
        server.start()
        server.receive(Array("EHLO a\r\nSTARTTLS\r\nRS".utf8))
        while server.next() != nil {}
        server.receive(Array("ET\r\nNOOP\r\n".utf8))
        #expect(server.next() == nil && !server.wantsBytes)
        server.tlsStarted()
        #expect(server.next() == nil)
        server.receive(Array("MAIL FROM:<a@b>\r\n".utf8))
        #expect(server.next() == .send(SMTPReply(503, "5.5.1", "Say hello first").bytes))
    }
}
