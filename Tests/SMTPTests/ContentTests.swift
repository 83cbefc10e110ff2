import SMTP
import Testing

@Suite struct ContentTests {
    private static let head = "EHLO a\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\n"

    @Test(arguments: [
        ("", ""), ("a\r\n", "a\r\n"), ("..\r\n", ".\r\n"), (".a\r\n", "a\r\n"), ("...\r\n", "..\r\n"), ("a.\r\n", "a.\r\n"),
        ("\r\n", "\r\n"), ("..\r\n..\r\n", ".\r\n.\r\n"), ("a\r\n..b\r\n\r\n.. \r\n", "a\r\n.b\r\n\r\n. \r\n"),
        ("a\0b\r\n", "a\0b\r\n"),
    ])
    func `dots are taken away`(sent: String, kept: String) {
        let stream = Array((Self.head + sent + ".\r\nNOOP\r\n").utf8)
        let log = serve(stream)
        #expect(log.contents.joined() == kept && log.count(.end) == 1 && log.codes.suffix(2) == [250, 250])
        #expect(serve(stream, cuts: Array(1..<stream.count)) == log)
    }

    @Test func `the limit counts what is kept and nothing beyond it is handed out`() {
        for (text, isKept) in [
            ("12345678\r\n", true), ("123456789\r\n", false), ("..2345678\r\n", true), ("1234567890123\r\n", false),
        ] {
            let stream = Array((Self.head + text + ".\r\nNOOP\r\n").utf8)
            let log = serve(stream, .test(size: 10))
            #expect(log.codes.suffix(2) == [isKept ? 250 : 552, 250], "\(text)")
            #expect(log.contents.joined().utf8.count == 10 && log.count(.end) == (isKept ? 1 : 0), "\(text)")
            #expect(log.count(.abort) == (isKept ? 0 : 1))
            #expect(serve(stream, cuts: Array(1..<stream.count), .test(size: 10)) == log)
        }
    }

    @Test func `a line may be long but not endless`() {
        for (count, code) in [(65_536, 250), (65_537, 550)] {
            let stream = Array((Self.head + "\r\n" + String(repeating: "x", count: count) + "\r\n.\r\nNOOP\r\n").utf8)
            let log = serve(stream)
            #expect(log.codes.suffix(2) == [code, 250])
            #expect(serve(stream, cuts: Array(stride(from: 1, to: stream.count, by: 997))) == log)
            #expect(serve(stream, cuts: Array(65_500..<stream.count)) == log)
        }
    }

    @Test func `an endless content ends the connection`() {
        var peer = ServerPeer(.test(size: 1000))
        peer.receive(Self.head)
        let chunk = [UInt8](repeating: 120, count: 1_000_000)
        for _ in 0..<80 { peer.receive(chunk) }
        #expect(peer.log.codes.last == 552 && peer.log.events.last == .close && peer.log.contents.joined().utf8.count == 1000)
    }

    @Test func `slices handed out stay as they are`() {
        var server = SMTPServer(.test())
        server.start()
        server.receive(Array((Self.head).utf8))
        var kept: [ArraySlice<UInt8>] = []
        while let action = server.next() { if case .recipient = action { server.decide(SMTPReply(250, nil, "Ok")) } }
        for piece in ["one\r\ntwo\r", "\nthree\r\n..four\r\n.", "\r\n"] {
            server.receive(Array(piece.utf8))
            while let action = server.next() { if case .content(let slice) = action { kept.append(slice) } }
        }
        #expect(String(decoding: kept.joined(), as: UTF8.self) == "one\r\ntwo\r\nthree\r\n.four\r\n")
    }

    @Test func `random streams give the same actions however they are cut`() {
        var random = SplitMix(seed: 1)
        let words = [
            "\r\n", "\r\n", ".", "..", "\r", "\n", "x", "MAIL FROM:<a@b>", "RCPT TO:<c@d>", "DATA", "EHLO a", "RSET", ".\r\n",
            "yyyyyyyy", "\0",
        ]
        for _ in 0..<3000 {
            let body = (0..<Int.random(in: 1..<25, using: &random)).map { _ in words.randomElement(using: &random)! }.joined()
            let stream = Array(((random.next() & 1 == 0 ? Self.head : "EHLO a\r\n") + body + "\r\n.\r\nNOOP\r\n").utf8)
            let whole = serve(stream, .test(size: 60))
            let cuts = (0..<6).map { _ in Int.random(in: 0..<stream.count, using: &random) }.sorted()
            #expect(
                serve(stream, cuts: cuts, .test(size: 60)) == whole,
                "\(String(decoding: stream, as: UTF8.self).debugDescription) \(cuts)")
        }
    }
}

/// A small generator of numbers that are the same in every run.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
