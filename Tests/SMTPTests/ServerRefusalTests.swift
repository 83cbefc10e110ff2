import SMTP
import Testing

@Suite struct ServerRefusalTests {
    private static let hello = "EHLO a\r\n"
    private static let mail = hello + "MAIL FROM:<a@b>\r\n"
    private static let rcpt = mail + "RCPT TO:<c@d>\r\n"

    @Test(arguments: [
        ("MAIL FROM:<a@b>", 503, "5.5.1"), ("RCPT TO:<a@b>", 503, "5.5.1"), ("DATA", 503, "5.5.1"),
        ("STARTTLS", 502, "5.5.1"), ("EHLO", 501, "5.5.4"), ("EHLO a b", 501, "5.5.4"), ("HELO \u{e4}", 501, "5.5.4"),
        ("EXPN list", 502, "5.5.1"), ("VRFY", 501, "5.5.4"), ("VRFY bob", 252, "2.1.5"), ("HELP", 214, "2.0.0"),
        ("NOOP anything", 250, "2.0.0"), ("noop  ", 250, "2.0.0"), ("RSET now", 501, "5.5.4"), ("QUIT now", 501, "5.5.4"),
        ("", 500, "5.5.2"), (" NOOP", 500, "5.5.2"), ("NOOPE", 500, "5.5.2"), ("AUTH PLAIN x", 500, "5.5.2"),
        ("BDAT 5 LAST", 500, "5.5.2"), ("NO\u{0}OP", 500, "5.5.2"), ("NOOP \u{0}", 500, "5.5.2"), ("NOOP \u{7f}", 500, "5.5.2"),
    ])
    func `before a greeting`(command: String, code: Int, enhanced: String) {
        #expect(serve("\(command)\r\n").replies.last?.hasPrefix("\(code) \(enhanced)") == true)
    }

    @Test(arguments: [
        ("MAIL FROM:<a@b>", 250), ("MAIL FROM:<>", 250), ("MAIL FROM: <a@b>", 250), ("MAIL FROM:<a@b> ", 250),
        ("mail from:<a@b>  size=5", 250), ("MAIL FROM:<a@b> SIZE=100000", 250), ("MAIL FROM:<a@b> SIZE=100001", 552),
        ("MAIL FROM:<a@b> SIZE=99999999999999999999", 552), ("MAIL FROM:<a@b> SIZE=999999999999999999999", 501),
        ("MAIL FROM:<a@b> SIZE", 501), ("MAIL FROM:<a@b> SIZE=", 501), ("MAIL FROM:<a@b> SIZE=-1", 501),
        ("MAIL FROM:<a@b> SIZE=+1", 501), ("MAIL FROM:<a@b> SIZE=1 SIZE=1", 501), ("MAIL FROM:<a@b> BODY=8BITMIME", 250),
        ("MAIL FROM:<a@b> body=7bit", 250), ("MAIL FROM:<a@b> BODY=BINARYMIME", 501), ("MAIL FROM:<a@b> BODY", 501),
        ("MAIL FROM:<a@b> SMTPUTF8", 250), ("MAIL FROM:<a@b> SMTPUTF8=1", 501), ("MAIL FROM:<a@b> AUTH=<>", 555),
        ("MAIL FROM:<a@b> RET=FULL", 555), ("MAIL FROM:<a@b> =1", 501), ("MAIL FROM:<a@b> A==1", 501),
        ("MAIL FROM:<a@b> \u{e4}=1", 501), ("MAIL FROM:<a@b>SIZE=1", 501), ("MAIL FROM:a@b", 501), ("MAIL FROM:", 501),
        ("MAIL", 501), ("MAIL TO:<a@b>", 501), ("MAIL FROM <a@b>", 501), ("MAIL FROM:<\u{e4}@b>", 553),
        ("MAIL FROM:<\u{e4}@b> SMTPUTF8", 250), ("RCPT TO:<a@b>", 503), ("DATA", 503), ("EHLO again", 250),
    ])
    func `after a greeting`(command: String, code: Int) {
        #expect(serve(Self.hello + "\(command)\r\n").codes.last == code)
    }

    @Test(arguments: [
        ("RCPT TO:<c@d>", 250), ("RCPT TO:<>", 501), ("RCPT TO:<postmaster>", 250), ("RCPT TO:<PostMaster>", 250),
        ("RCPT TO:<root>", 501), ("RCPT TO:<c@d> NOTIFY=NEVER", 555), ("RCPT TO:<c@d> =", 501), ("RCPT TO:<\u{e4}@d>", 553),
        ("RCPT TO:<no@d>", 550), ("RCPT TO:<later@d>", 450), ("RCPT TO:<gone@d>", 421), ("RCPT FROM:<c@d>", 501),
        ("MAIL FROM:<a@b>", 503), ("DATA", 554), ("DATA now", 501), ("STARTTLS", 502),
    ])
    func `in a mail`(command: String, code: Int) {
        #expect(serve(Self.mail + "\(command)\r\n").codes.last == code)
    }

    @Test(arguments: [("MAIL FROM:<a@b>", 503), ("DATA", 354), ("RSET", 250), ("EHLO a", 250), ("NOOP", 250), ("VRFY x", 252)])
    func `with a recipient`(command: String, code: Int) {
        #expect(serve(Self.rcpt + "\(command)\r\n").codes.last == code)
    }

    @Test(arguments: ["no", "later"]) func `a content for nobody who was accepted is refused`(name: String) {
        let log = serve(Self.mail + "RCPT TO:<\(name)@d>\r\nDATA\r\n")
        #expect(log.codes.last == 554 && log.envelopes.isEmpty)
        let both = serve(Self.mail + "RCPT TO:<\(name)@d>\r\nRCPT TO:<c@d>\r\nDATA\r\n")
        #expect(both.envelopes.map { $0.recipients.map(\.address) } == [["c@d"]])
    }

    @Test func `TLS is not begun inside a mail`() {
        #expect(serve(Self.mail + "STARTTLS\r\n", .test(tls: true)).codes.last == 503)
    }

    @Test func `HELO allows no parameters`() {
        #expect(serve("HELO a\r\nMAIL FROM:<a@b> SIZE=1\r\n").codes.last == 555)
    }

    @Test(arguments: ["GET / HTTP/1.1", "POST /x HTTP/1.1", "connect a:25", "OPTIONS *", "PUT /"])
    func `a browser is turned away`(line: String) {
        let log = serve("\(line)\r\nEHLO a\r\n")
        #expect(log.codes == [220, 500] && log.events.last == .close)
    }

    @Test func `a line may have a thousand bytes and no more`() {
        #expect(serve("NOOP " + String(repeating: "x", count: 993) + "\r\n").codes == [220, 250])
        #expect(serve("NOOP " + String(repeating: "x", count: 994) + "\r\nNOOP\r\n").codes == [220, 500, 250])
        let endless = serve(String(repeating: "x", count: 70_000))
        #expect(endless.codes == [220, 500, 500] && endless.events.last == .close)
    }

    @Test func `too many errors end the connection`() {
        let log = serve(String(repeating: "NONSENSE\r\n", count: 20))
        #expect(log.codes == [220] + [Int](repeating: 500, count: 10) + [421])
        #expect(log.events.last == .close)
    }

    @Test func `too many commands without a mail end the connection`() {
        let idle = serve(String(repeating: "NOOP\r\n", count: 200))
        #expect(idle.codes == [220] + [Int](repeating: 250, count: 100) + [421])
        let busy = serve("EHLO a\r\n" + String(repeating: "MAIL FROM:<>\r\nRCPT TO:<a@b>\r\nDATA\r\n.\r\n", count: 200))
        #expect(!busy.codes.contains(421) && busy.count(.end) == 200)
    }

    @Test func `recipients are counted, the accepted and the refused`() {
        var options = SMTPServer.Options.test()
        options.maximumRecipients = 2
        let accepted = serve(Self.mail + String(repeating: "RCPT TO:<a@b>\r\n", count: 3) + "DATA\r\n", options)
        #expect(accepted.codes.suffix(4) == [250, 250, 452, 354] && accepted.replies[10].hasPrefix("452 4.5.3"))
        let refused = serve(Self.mail + String(repeating: "RCPT TO:<no@b>\r\n", count: 4), options)
        #expect(refused.codes.suffix(3) == [550, 550, 421] && refused.events.last == .close)
    }

    @Test func `a pause ends the connection and what was begun`() {
        var idle = ServerPeer(.test())
        idle.server.timeOut()
        idle.drain()
        #expect(idle.log.codes == [220, 421] && idle.log.events.last == .close)
        var busy = ServerPeer(.test())
        busy.receive(Self.rcpt + "DATA\r\nhalf")
        busy.server.timeOut()
        busy.drain()
        #expect(busy.log.events.suffix(4) == [.content("half"), .abort, .line("421 4.4.2 Nothing came in time"), .close])
        busy.receive("\r\n.\r\n")
        busy.server.finish([SMTPReply(250, nil, "Kept")])
        busy.drain()
        #expect(busy.log.events.last == .close)
    }

    @Test func `decisions nobody asked for change nothing`() {
        var peer = ServerPeer(.test())
        peer.server.decide(SMTPReply(250, nil, "x"))
        peer.server.finish([SMTPReply(250, nil, "x")])
        peer.server.tlsStarted()
        peer.receive(Self.hello + "MAIL FROM:<>\r\nDATA\r\n")
        #expect(peer.log.codes == [220, 250, 250, 554])
    }

    @Test func `no reply can hold a second one`() {
        var peer = ServerPeer(.test())
        peer.finals = [SMTPReply(550, "5.0.0", ["a\r\n250 b", "\u{e4}"])]
        peer.receive(Self.rcpt + "DATA\r\n.\r\n")
        #expect(peer.log.replies.suffix(2) == ["550-5.0.0 a  250 b", "550 5.0.0 ??"])
    }

    @Test func `commands wait while a recipient is decided`() {
        var server = SMTPServer(.test())
        server.start()
        server.receive(Array((Self.rcpt + "NOOP\r\n").utf8))
        while let action = server.next() { if case .recipient = action { break } }
        #expect(server.next() == nil && !server.wantsBytes)
        server.receive([UInt8](repeating: 32, count: 300_000))
        #expect(server.next() == nil)
        server.receive([32])
        #expect(server.next() == .send(SMTPReply(421, "4.7.0", "Too many errors").bytes))
        #expect(server.next() == .close && server.next() == nil)
    }
}
