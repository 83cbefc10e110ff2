import SMTP
import Testing

@Suite struct ClientMailTests {
    @Test func `one step follows another without pipelining`() {
        var peer = ClientPeer.ready("SIZE 1000")
        peer.begin("a@b", "c@d", size: 10)
        #expect(peer.takeLog() == ["> MAIL FROM:<x@y> SIZE=10"])
        peer.receive("250 ok\r\n")
        #expect(peer.takeLog() == ["> RCPT TO:<a@b>"])
        peer.receive("550 5.1.1 no\r\n")
        #expect(peer.takeLog() == ["> RCPT TO:<c@d>"])
        peer.receive("250 ok\r\n")
        #expect(peer.takeLog() == ["> DATA"])
        peer.receive("354 go\r\n")
        #expect(peer.takeLog() == ["content"])
        peer.receive("250 2.0.0 kept\r\n")
        #expect(peer.takeLog() == ["a@b 550", "c@d 250", "ready"])
        #expect(peer.outcomes[0].reply.enhanced == "5.1.1" && peer.outcomes[1].reply.lines == ["kept"])
        peer.begin("e@f", from: "")
        #expect(peer.takeLog() == ["> MAIL FROM:<>"])
        peer.receive("250 ok\r\n450 later\r\n")
        #expect(peer.takeLog() == ["> RCPT TO:<e@f>", "e@f 450", "> RSET"])
        peer.receive("250 ok\r\n")
        peer.client.quit()
        peer.drain()
        peer.receive("221 bye\r\n")
        #expect(peer.takeLog() == ["ready", "> QUIT", "close"])
    }

    @Test func `commands go together with pipelining`() {
        var peer = ClientPeer.ready("PIPELINING")
        peer.begin("a@b", "c@d", "e@f")
        #expect(peer.takeLog() == ["> MAIL FROM:<x@y>", "> RCPT TO:<a@b>", "> RCPT TO:<c@d>", "> RCPT TO:<e@f>", "> DATA"])
        peer.receive("250 ok\r\n250 ok\r\n450 later\r\n")
        #expect(peer.takeLog() == [])
        peer.receive("250 ok\r\n354 go\r\n")
        peer.receive("451 4.3.0 disk\r\n")
        #expect(peer.takeLog() == ["content", "a@b 451", "c@d 450", "e@f 451", "ready"])
    }

    @Test(arguments: [
        ("250 ok\r\n550 no\r\n450 no\r\n554 none\r\n", ["a@b 550", "c@d 450", "> RSET"]),
        ("250 ok\r\n550 no\r\n450 no\r\n354 go\r\n", ["> ."]),
        ("550 no\r\n503 no\r\n503 no\r\n503 no\r\n", ["a@b 550", "c@d 550", "ready"]),
        ("550 no\r\n503 no\r\n503 no\r\n354 go\r\n", ["> ."]),
        ("550 no\r\n250 ok\r\n503 no\r\n354 go\r\n", ["a@b 550", "c@d 550", "close"]),
        ("250 ok\r\n250 ok\r\n450 no\r\n451 not now\r\n", ["a@b 451", "c@d 450", "> RSET"]),
        ("250 ok\r\n250 ok\r\n450 no\r\n250 what\r\n", ["a@b 451", "c@d 450", "close"]),
        ("354 what\r\n", ["a@b 451", "c@d 451", "close"]),
        ("250 ok\r\n354 what\r\n", ["a@b 451", "c@d 451", "close"]),
        ("250 ok\r\n550 no\r\n421 bye\r\n", ["a@b 550", "c@d 421", "close"]),
        ("421 bye\r\n", ["a@b 421", "c@d 421", "close"]),
        ("250 ok\r\nnonsense\r\n", ["a@b 451", "c@d 451", "close"]),
    ])
    func `what is answered to pipelined commands`(replies: String, log: [String]) {
        var peer = ClientPeer.ready("PIPELINING")
        peer.begin("a@b", "c@d")
        _ = peer.takeLog()
        peer.receive(replies)
        #expect(peer.takeLog() == log)
    }

    @Test func `a lone dot ends a content nobody is to get`() {
        var peer = ClientPeer.ready("PIPELINING")
        peer.begin("a@b")
        peer.receive("250 ok\r\n550 no\r\n354 go\r\n554 nobody\r\n250 ok\r\n")
        #expect(peer.log.suffix(4) == ["> .", "a@b 550", "> RSET", "ready"])
    }

    @Test func `LMTP answers for each accepted recipient`() {
        var peer = ClientPeer.ready("PIPELINING", dialect: .lmtp)
        peer.begin("a@b", "c@d", "e@f")
        peer.receive("250 ok\r\n250 ok\r\n550 no\r\n250 ok\r\n354 go\r\n452 full\r\n")
        #expect(!peer.log.contains("e@f 250"))
        peer.receive("250 kept\r\n")
        #expect(peer.log.suffix(4) == ["a@b 452", "c@d 550", "e@f 250", "ready"])
    }

    @Test func `an LMTP connection that is lost leaves only the unanswered uncertain`() {
        for (end, expected) in [("", ["a@b 250", "c@d 421?"]), ("421 bye\r\n", ["a@b 250", "c@d 421"])] {
            var peer = ClientPeer.ready("PIPELINING", dialect: .lmtp)
            peer.begin("a@b", "c@d")
            peer.receive("250 ok\r\n250 ok\r\n250 ok\r\n354 go\r\n250 kept\r\n\(end)")
            peer.client.connectionLost()
            peer.drain()
            #expect(peer.log.suffix(3) == expected + ["close"])
        }
    }

    @Test func `answers of LMTP pass over the refused`() {
        var peer = ClientPeer.ready("PIPELINING", dialect: .lmtp)
        peer.begin("no@b", "a@b", "c@d")
        peer.receive("250 ok\r\n550 no\r\n250 ok\r\n250 ok\r\n354 go\r\n250 kept\r\n")
        peer.client.connectionLost()
        peer.drain()
        #expect(peer.log.suffix(4) == ["no@b 550", "a@b 250", "c@d 421?", "close"])
    }

    @Test func `what a mail needs is told or missed`() {
        var full = ClientPeer.ready("SIZE", "8BITMIME", "SMTPUTF8")
        full.begin("\u{e4}@b", size: 7, eightBit: true)
        #expect(full.takeLog() == ["> MAIL FROM:<x@y> SIZE=7 BODY=8BITMIME SMTPUTF8"])
        var plain = ClientPeer.ready("SIZE 5")
        for (code, enhanced, begin) in [
            (550, "5.6.7", { $0.begin("\u{e4}@b") }), (550, "5.6.7", { $0.begin("a@b", from: "\u{e4}@b") }),
            (550, "5.6.7", { $0.begin("a@b", utf8: true) }), (550, "5.6.3", { $0.begin("a@b", eightBit: true) }),
            (552, "5.3.4", { $0.begin("a@b", size: 6) }), (553, "5.1.7", { $0.begin("a@b", from: "x> SIZE=1") }),
            (553, "5.1.3", { $0.begin("a@b\r\nRSET") }), (553, "5.1.3", { $0.begin("") }),
        ] as [(Int, String, (inout ClientPeer) -> Void)] {
            begin(&plain)
            #expect(plain.outcomes.map(\.reply.code) == [code] && plain.outcomes[0].reply.enhanced == enhanced)
            #expect(plain.takeLog().last == "ready")
        }
        plain.begin("a@b", size: 5)
        #expect(plain.takeLog() == ["> MAIL FROM:<x@y> SIZE=5"])
    }

    @Test func `a recipient that cannot be written does not keep the mail from the others`() {
        var peer = ClientPeer.ready()
        peer.begin("a@b", "bad", "c@d")
        peer.receive("250 ok\r\n250 ok\r\n250 ok\r\n354 go\r\n250 ok\r\n")
        #expect(peer.log.suffix(4) == ["bad 553", "a@b 250", "c@d 250", "ready"])
    }

    @Test func `a mail begun too soon is told so`() {
        var peer = ClientPeer()
        peer.begin("a@b")
        #expect(peer.takeLog() == ["a@b 421"])
        peer.receive("220 mx\r\n250 mx\r\n")
        #expect(peer.log.last == "ready")
    }

    @Test func `a refusal before the end of a content stops it, an agreement waits for it`() {
        var refused = ClientPeer.ready()
        refused.sendsContent = false
        refused.begin("a@b")
        refused.receive("250 ok\r\n250 ok\r\n354 go\r\n552 too large\r\n")
        #expect(refused.log.suffix(3) == ["content", "a@b 552", "close"])
        var agreed = ClientPeer.ready()
        agreed.sendsContent = false
        agreed.begin("a@b")
        agreed.receive("250 ok\r\n250 ok\r\n354 go\r\n250 kept\r\n")
        #expect(agreed.log.last == "content")
        agreed.client.contentSent()
        agreed.drain()
        #expect(agreed.log.suffix(2) == ["a@b 250", "ready"])
    }

    @Test func `quitting waits for the mail on its way`() {
        var peer = ClientPeer.ready()
        peer.begin("a@b")
        peer.client.quit()
        peer.receive("250 ok\r\n250 ok\r\n354 go\r\n250 kept\r\n")
        #expect(peer.log.suffix(2) == ["a@b 250", "> QUIT"])
        peer.client.connectionLost()
        peer.drain()
        #expect(peer.log.last == "close")
    }

    @Test func `a lost connection is told at every stage`() {
        let talk = ["220 mx\r\n", "250-mx\r\n250 STARTTLS\r\n", "220 go\r\n"]
        for (count, stage) in [(0, "greeting"), (1, "hello"), (2, "startTLS"), (3, "handshake")] {
            var peer = ClientPeer(.test(.required))
            for text in talk.prefix(count) { peer.receive(text) }
            peer.client.connectionLost()
            peer.drain()
            #expect(peer.log.suffix(2) == ["failed \(stage)", "close"])
        }
        let mail = ["250 ok\r\n", "250 ok\r\n", "354 go\r\n"]
        for count in 0...3 {
            var peer = ClientPeer.ready()
            peer.begin("a@b")
            for text in mail.prefix(count) { peer.receive(text) }
            peer.client.timeOut()
            peer.drain()
            #expect(peer.log.suffix(2) == [count == 3 ? "a@b 421?" : "a@b 421", "close"])
        }
        var idle = ClientPeer.ready()
        idle.receive("421 idle\r\n")
        #expect(idle.log == ["failed idle", "close"] && idle.failure?.reply?.code == 421)
        var half = ClientPeer.ready()
        half.sendsContent = false
        half.begin("a@b")
        half.receive("250 ok\r\n250 ok\r\n354 go\r\n")
        half.client.connectionLost()
        half.drain()
        #expect(half.outcomes.map(\.isUncertain) == [false])
    }

    @Test func `each stage has its time`() {
        var peer = ClientPeer.ready()
        #expect(peer.client.timeout == .seconds(300))
        peer.begin("a@b")
        peer.receive("250 ok\r\n250 ok\r\n")
        #expect(peer.client.timeout == .seconds(120))
        peer.receive("354 go\r\n")
        #expect(peer.client.timeout == .seconds(600))
    }
}
