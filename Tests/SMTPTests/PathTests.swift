import SMTP
import Testing

@Suite struct PathTests {
    private func read(_ path: String) -> String? {
        var peer = ServerPeer(.test())
        peer.receive("EHLO a\r\nMAIL FROM:<> SMTPUTF8\r\nRCPT TO:\(path)\r\n")
        for event in peer.log.events { if case .recipient(let address) = event { return address } }
        return nil
    }

    @Test(arguments: [
        ("<a@b>", "a@b"), ("<a.b+c=d/e@x-y.test>", "a.b+c=d/e@x-y.test"), ("<A@B.Test>", "A@B.Test"),
        ("<\"a b\"@c>", "\"a b\"@c"), ("<\"a\"@c>", "a@c"), ("<\"\\a\\b\"@c>", "ab@c"), ("<\"a\\\"b\"@c>", "\"a\\\"b\"@c"),
        ("<\"a@b\"@c>", "\"a@b\"@c"), ("<\"a>b\"@c>", "\"a>b\"@c"), ("<@x,@y:a@b>", "a@b"), ("<@x:a@b>", "a@b"),
        ("<a@[1.2.3.4]>", "a@[1.2.3.4]"), ("<a@[IPv6:::1]>", "a@[IPv6:::1]"),
        ("<a@[ipv6:1:2:3:4:5:6:1.2.3.4]>", "a@[ipv6:1:2:3:4:5:6:1.2.3.4]"),
        ("<a@[IPv6:1:2:3:4:5:6:7:8]>", "a@[IPv6:1:2:3:4:5:6:7:8]"), ("<a.@b>", "a.@b"), ("<a..b@c>", "a..b@c"),
        ("<\u{e4}@\u{f6}.test>", "\u{e4}@\u{f6}.test"), ("<a_b@c_d.test>", "a_b@c_d.test"), ("<POSTMASTER>", "POSTMASTER"),
        ("<a%b@c>", "a%b@c"), ("<a!b@c>", "a!b@c"),
    ])
    func `a path is read`(path: String, address: String) {
        #expect(read(path) == address)
        #expect(MailPath(address: address).isWellFormed)
    }

    @Test(arguments: [
        "", "<", ">", "<>", "a@b", "<a>", "<@b>", "<a@>", "<a@b", "a@b>", "<a@b>>", "<<a@b>>", "<a b@c>", "<a@b c>", "<a@b@c>",
        "<a@.b>", "<a@b.>", "<a@b..c>", "<a@-b>", "<a@b->", "<\"a@b>", "<\"a\"b@c>", "<\"\"@c>", "<a@[1.2.3]>", "<a@[1.2.3.256]>",
        "<a@[1.2.3.4>", "<a@[]>", "<a@[IPv6:1]>", "<a@[IPv6:1::2::3]>", "<a@[IPv6:12345::]>", "<a@[IPv6:1:2:3:4:5:6:7:8::]>",
        "<a@[x:y]>", "<@x a@b>", "<@x,:a@b>", "<@:a@b>", "<a(b)@c>", "<a@b,c@d>", "<a\t@b>", "<\u{85}@b>", "<a\u{2028}@b>",
        "<\"a\\\u{e4}\"@b>", "<a:b@c>", "<a;b@c>", "<a\\@b@c>",
    ])
    func `a path is refused`(path: String) { #expect(read(path) == nil) }

    @Test func `a broken encoding is refused`() {
        let log = serve(Array("EHLO a\r\nMAIL FROM:<".utf8) + [0xC3] + Array("@b> SMTPUTF8\r\n".utf8))
        #expect(log.codes.last == 501)
    }

    @Test func `long paths are refused`() {
        let name = String(repeating: "a", count: 256), label = String(repeating: "b", count: 63)
        #expect(read("<\(name)@b>") != nil && read("<\(name)a@b>") == nil)
        #expect(read("<a@\(label)>") != nil && read("<a@\(label)b>") == nil)
        #expect(read("<a@\(label).\(label).\(label).\(label)>") != nil && read("<a@\(label).\(label).\(label).\(label).b>") == nil)
    }

    @Test func `a path has a local part and a domain`() {
        #expect(MailPath(address: "a+b@C.test").localPart == "a+b" && MailPath(address: "a+b@C.test").domain == "C.test")
        #expect(MailPath(address: "\"a\\\"@x\"@c").localPart == "a\"@x" && MailPath(address: "\"a@x\"@c").domain == "c")
        #expect(MailPath.null.isNull && MailPath.null.domain == "" && MailPath(address: "postmaster").localPart == "postmaster")
    }

    @Test(arguments: ["a@b\r\nRCPT TO:<c@d>", "a@b> SIZE=1", "a b@c", "a", "@x:a@b", "a@b\0"])
    func `an address that would say more is not well formed`(address: String) {
        #expect(!MailPath(address: address).isWellFormed)
    }
}
