import SMTP
import Testing

@Suite struct ServerDialogueTests {
    @Test func `a mail is taken`() {
        Script(
            """
            S: 220 mx.test ESMTP
            C: EHLO client.test
            S: 250-mx.test
            S: 250-PIPELINING
            S: 250-SIZE 100000
            S: 250-ENHANCEDSTATUSCODES
            S: 250-8BITMIME
            S: 250 SMTPUTF8
            C: MAIL FROM:<ann@a.test> SIZE=20 BODY=8BITMIME
            S: 250 2.1.0
            C: RCPT TO:<bob@b.test>
            S: 250 2.1.5
            C: RCPT TO:<nobody@b.test>
            S: 550 5.1.1
            C: RCPT TO:<later@b.test>
            S: 450 4.2.1
            C: DATA
            S: 354
            C: Subject: x
            C: .
            S: 250 2.0.0 Kept
            C: QUIT
            S: 221 2.0.0
            """
        ).play()
    }

    @Test func `two mails may follow one another and a reset forgets`() {
        Script(
            """
            S: 220
            C: HELO client.test
            S: 250 mx.test
            C: MAIL FROM:<>
            S: 250
            C: RCPT TO:<postmaster>
            S: 250
            C: DATA
            S: 354
            C: .
            S: 250
            C: DATA
            S: 503 5.5.1
            C: mail from: <ann@a.test>
            S: 250
            C: rset
            S: 250
            C: RCPT TO:<bob@b.test>
            S: 503 5.5.1
            C: MAIL FROM:<ann@a.test>
            S: 250
            C: HELO again.test
            S: 250
            C: RCPT TO:<bob@b.test>
            S: 503 5.5.1
            """
        ).play()
    }

    @Test func `what came before TLS is forgotten`() {
        Script(
            """
            S: 220
            C: STARTTLS
            S: 503
            C: EHLO a.test
            S: 250-mx.test
            S: 250-PIPELINING
            S: 250-SIZE
            S: 250-STARTTLS
            S: 250-ENHANCED
            S: 250-8BITMIME
            S: 250 SMTPUTF8
            C: STARTTLS now
            S: 501
            C: STARTTLS
            S: 220 2.0.0
            C: MAIL FROM:<ann@a.test>
            S: 503
            C: EHLO b.test
            S: 250-mx.test
            S: 250-PIPELINING
            S: 250-SIZE
            S: 250-ENHANCED
            S: 250-8BITMIME
            S: 250 SMTPUTF8
            C: STARTTLS
            S: 503
            """
        ).play(.test(tls: true))
    }

    @Test func `nothing is taken in clear when TLS is required`() {
        var options = SMTPServer.Options.test(tls: true)
        options.requiresTLS = true
        Script(
            """
            S: 220
            C: HELO a.test
            S: 250
            C: MAIL FROM:<ann@a.test>
            S: 530 5.7.0
            C: RCPT TO:<ann@a.test>
            S: 530 5.7.0
            C: DATA
            S: 530 5.7.0
            C: NOOP
            S: 250
            """
        ).play(options)
    }

    @Test func `LMTP greets its own way and answers each recipient`() {
        var peer = ServerPeer(.test(.lmtp))
        peer.finals = [SMTPReply(250, "2.0.0", "One"), SMTPReply(452, "4.2.2", "Two")]
        peer.receive("EHLO a\r\nHELO a\r\nLHLO a\r\nMAIL FROM:<>\r\nDATA\r\n")
        peer.receive("RCPT TO:<a@b>\r\nRCPT TO:<no@b>\r\nRCPT TO:<c@b>\r\nRCPT TO:<d@b>\r\nDATA\r\nx\r\n.\r\n")
        #expect(peer.log.codes == [220, 500, 500, 250, 250, 503, 250, 550, 250, 250, 354, 250, 452, 451])
    }

    @Test func `LMTP answers each recipient of a refused content`() {
        let log = serve("LHLO a\r\nMAIL FROM:<>\r\nRCPT TO:<a@b>\r\nRCPT TO:<c@b>\r\nDATA\r\nx\ny\r\n.\r\nNOOP\r\n", .test(.lmtp))
        #expect(log.codes == [220, 250, 250, 250, 250, 354, 550, 550, 250])
    }

    @Test func `SMTP does not know LHLO`() { #expect(serve("LHLO a\r\n").codes == [220, 500]) }

    @Test func `the envelope says what was said`() throws {
        let log = serve("EHLO a.test\r\nMAIL FROM:<ä@x.test> SMTPUTF8 SIZE=9\r\nRCPT TO:<b@c>\r\nRCPT TO:<d@e>\r\nDATA\r\n.\r\n")
        let envelope = try #require(log.envelopes.first)
        #expect(envelope.helo == "a.test" && envelope.esmtp && !envelope.secure && envelope.utf8)
        #expect(envelope.from.address == "ä@x.test" && envelope.declaredSize == 9)
        #expect(envelope.recipients.map(\.address) == ["b@c", "d@e"])
        #expect(log.count(.end) == 1 && log.contents.isEmpty)
    }

    @Test func `TLS before the greeting is secure from the start`() throws {
        var peer = ServerPeer(.test(tls: true), isStarted: false)
        peer.server.tlsStarted()
        peer.server.start()
        peer.receive("HELO a\r\nMAIL FROM:<>\r\nRCPT TO:<a@b>\r\nDATA\r\n")
        #expect(try #require(peer.log.envelopes.first).secure)
    }

    @Test func `a connection can be refused`() {
        var peer = ServerPeer(.test(), isStarted: false)
        peer.server.refuse(SMTPReply(421, "4.3.2", "Full"))
        peer.receive("EHLO a\r\n")
        #expect(peer.log.events == [.line("421 4.3.2 Full"), .close])
    }

    @Test func `an early talker waits for the greeting`() {
        var peer = ServerPeer(.test(), isStarted: false)
        peer.receive("NOOP\r\n")
        #expect(peer.log.events.isEmpty)
        peer.server.start()
        peer.drain()
        #expect(peer.log.codes == [220, 250])
    }
}
