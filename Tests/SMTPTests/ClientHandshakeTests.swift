import SMTP
import Testing

@Suite struct ClientHandshakeTests {
    private static let credentials = SMTPClient.Credentials(user: "ann", password: "secret")

    @Test func `a greeting may have many lines`() {
        var peer = ClientPeer()
        peer.receive("220-mx\r\n220-two\r\n220 three\r\n250-mx\r\n250 SIZE 5\r\n")
        #expect(peer.log == ["> EHLO me.test", "ready"])
    }

    @Test(arguments: [
        ("421 4.3.2 busy", false), ("450 later", false), ("554 5.7.1 go away", true), ("250 x", false), ("354 x", false),
    ])
    func `a greeting may refuse`(reply: String, isPermanent: Bool) {
        var peer = ClientPeer()
        peer.receive("\(reply)\r\n")
        #expect(peer.log == ["failed greeting", "close"])
        #expect(peer.failure?.isPermanent == isPermanent && peer.failure?.reply?.code == Int(reply.prefix(3)))
    }

    @Test func `a server without EHLO is greeted with HELO`() {
        var peer = ClientPeer()
        peer.receive("220 mx\r\n502 what\r\n250 mx\r\n")
        #expect(peer.log == ["> EHLO me.test", "> HELO me.test", "ready"])
        peer.begin("a@b", size: 10)
        #expect(peer.log.suffix(1) == ["> MAIL FROM:<x@y>"])
    }

    @Test func `a greeting that is refused is a failure`() {
        var both = ClientPeer()
        both.receive("220 mx\r\n502 what\r\n550 no\r\n")
        #expect(both.log == ["> EHLO me.test", "> HELO me.test", "failed hello", "close"] && both.failure?.isPermanent == true)
        var later = ClientPeer()
        later.receive("220 mx\r\n450 later\r\n")
        #expect(later.log == ["> EHLO me.test", "failed hello", "close"])
        var lmtp = ClientPeer(.test(dialect: .lmtp))
        lmtp.receive("220 mx\r\n500 what\r\n")
        #expect(lmtp.log == ["> LHLO me.test", "failed hello", "close"])
    }

    @Test func `what is offered is asked again after TLS`() {
        var peer = ClientPeer(.test(.required))
        peer.receive("220 mx\r\n250-mx\r\n250-PIPELINING\r\n250 STARTTLS\r\n")
        peer.receive("220 go\r\n")
        #expect(peer.takeLog() == ["> EHLO me.test", "> STARTTLS", "startTLS"])
        peer.client.tlsStarted()
        peer.drain()
        peer.receive("250-mx\r\n250 STARTTLS\r\n")
        #expect(peer.takeLog() == ["> EHLO me.test", "ready"])
        peer.begin("a@b")
        #expect(peer.takeLog() == ["> MAIL FROM:<x@y>"])
    }

    @Test func `TLS that is required and missing is a failure with its stage`() {
        for answer in ["250 mx\r\n", "250-mx\r\n250 STARTTLS\r\n454 4.7.0 not now\r\n"] {
            var peer = ClientPeer(.test(.required))
            peer.receive("220 mx\r\n\(answer)")
            #expect(peer.failure?.stage == .startTLS && peer.log.last == "close" && peer.failure?.words.contains("TLS") == true)
            #expect(peer.failure?.reply?.code == (answer.contains("454") ? 454 : nil))
        }
        var helo = ClientPeer(.test(.required))
        helo.receive("220 mx\r\n500 what\r\n250 mx\r\n")
        #expect(helo.failure?.stage == .startTLS)
    }

    @Test func `TLS is used by policy`() {
        let offer = "220 mx\r\n250-mx\r\n250 STARTTLS\r\n"
        for (policy, log) in [
            (SMTPClient.TLSPolicy.never, ["> EHLO me.test", "ready"]), (.already, ["> EHLO me.test", "ready"]),
            (.ifOffered, ["> EHLO me.test", "> STARTTLS"]),
        ] {
            var peer = ClientPeer(.test(policy))
            peer.receive(offer)
            #expect(peer.log == log)
        }
        var refused = ClientPeer(.test(.ifOffered))
        refused.receive(offer + "454 not now\r\n")
        #expect(refused.log.last == "ready")
    }

    @Test func `words before TLS that are not protected end the connection`() {
        var one = ClientPeer(.test(.required))
        one.receive("220 mx\r\n250-mx\r\n250 STARTTLS\r\n220 go\r\n250 evil\r\n")
        #expect(one.log.suffix(2) == ["failed startTLS", "close"])
        var two = ClientPeer(.test(.required))
        two.receive("220 mx\r\n250-mx\r\n250 STARTTLS\r\n220 go\r\n")
        two.receive("2")
        #expect(two.log.suffix(3) == ["startTLS", "failed handshake", "close"])
    }

    @Test func `PLAIN is told in one line, LOGIN in three`() {
        var plain = ClientPeer(.test(.already, credentials: Self.credentials))
        plain.receive("220 mx\r\n250-mx\r\n250 AUTH LOGIN PLAIN\r\n235 ok\r\n")
        #expect(plain.log == ["> EHLO me.test", "> AUTH PLAIN AGFubgBzZWNyZXQ=", "ready"])
        var login = ClientPeer(.test(.already, credentials: Self.credentials))
        login.receive("220 mx\r\n250-mx\r\n250 AUTH=LOGIN\r\n334 VXNlcm5hbWU6\r\n334 UGFzc3dvcmQ6\r\n235 ok\r\n")
        #expect(login.log == ["> EHLO me.test", "> AUTH LOGIN", "> YW5u", "> c2VjcmV0", "ready"])
    }

    @Test func `no password is sent in clear unless allowed`() {
        let talk = "220 mx\r\n250-mx\r\n250 AUTH PLAIN\r\n"
        var clear = ClientPeer(.test(.ifOffered, credentials: Self.credentials))
        clear.receive(talk)
        #expect(clear.log == ["> EHLO me.test", "failed authentication", "close"] && clear.failure?.reply == nil)
        var options = SMTPClient.Options.test(.never, credentials: Self.credentials)
        options.allowsPlainAuth = true
        var local = ClientPeer(options)
        local.receive(talk)
        #expect(local.log.last?.hasPrefix("> AUTH PLAIN") == true)
    }

    @Test(arguments: [
        "250 mx\r\n", "250-mx\r\n250 AUTH GSSAPI\r\n", "250-mx\r\n250 AUTH PLAIN\r\n535 5.7.8 wrong\r\n",
        "250-mx\r\n250 AUTH LOGIN\r\n334 x\r\n535 wrong\r\n", "250-mx\r\n250 AUTH PLAIN\r\n334 x\r\n",
        "250-mx\r\n250 AUTH LOGIN\r\n235 x\r\n",
    ])
    func `no authentication is a failure`(talk: String) {
        var peer = ClientPeer(.test(.already, credentials: Self.credentials))
        peer.receive("220 mx\r\n\(talk)")
        #expect(peer.log.suffix(2) == ["failed authentication", "close"])
        #expect(peer.failure?.isPermanent == talk.contains("535"))
    }

    @Test func `a password with a zero is not sent`() {
        var peer = ClientPeer(.test(.already, credentials: .init(user: "a", password: "b\0c")))
        peer.receive("220 mx\r\n250-mx\r\n250 AUTH PLAIN\r\n")
        #expect(peer.log.suffix(2) == ["failed authentication", "close"])
    }

    @Test func `replies are bounded and of SMTP`() {
        for (text, isBad) in [
            ("HTTP/1.1 200 OK\r\n", true), ("220-a\r\n250 b\r\n", true), ("220_x\r\n", true), ("199 x\r\n", true),
            ("600 x\r\n", true),
            ("220 " + String(repeating: "x", count: 2000), true), (String(repeating: "220-x\r\n", count: 101), true),
            (String(repeating: "220-x\r\n", count: 99) + "220 x\r\n", false), ("220\r\n", false), ("220 x\n", false),
            ("220 " + String(repeating: "x", count: 1994) + "\r\n", false),
        ] {
            var peer = ClientPeer()
            peer.receive(text)
            #expect(peer.log == (isBad ? ["failed greeting", "close"] : ["> EHLO me.test"]), "\(text.prefix(20))")
        }
    }

    @Test func `a reply's enhanced code is taken from its words`() throws {
        var peer = ClientPeer()
        peer.receive("550-5.7.1 One\u{1b}[1m\r\n550 5.7.1 two\r\n")
        #expect(peer.failure?.reply == SMTPReply(550, "5.7.1", ["One [1m", "two"]))
        for words in ["4.7.1 x", "5.7 x", "5.7.1234 x", "55.7.1 x", "5.7.x x"] {
            var other = ClientPeer()
            other.receive("550 \(words)\r\n")
            #expect(other.failure?.reply == SMTPReply(550, nil, words))
        }
    }
}
