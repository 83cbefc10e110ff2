import SMTP
import Testing

@Suite struct DotStufferTests {
    @Test(arguments: [
        ("", ".\r\n"), ("a", "a\r\n.\r\n"), ("a\r\n", "a\r\n.\r\n"), (".", "..\r\n.\r\n"), ("a\n.\nb", "a\r\n..\r\nb\r\n.\r\n"),
        ("\r\n.\r\n", "\r\n..\r\n.\r\n"), ("a\rb", "a\r\nb\r\n.\r\n"), ("a\r\r\n", "a\r\n\r\n.\r\n"), ("\n\n", "\r\n\r\n.\r\n"),
        ("a\r.\r\n", "a\r\n..\r\n.\r\n"), ("\n\r", "\r\n\r\n.\r\n"),
    ])
    func `lines are kept and dots are stuffed, however the content is cut`(content: String, sent: String) {
        #expect(String(decoding: SMTPClient.stuffed(Array(content.utf8)), as: UTF8.self) == sent)
        var stuffer = DotStuffer()
        var bytes: [UInt8] = []
        for byte in content.utf8 { bytes += stuffer.stuff(CollectionOfOne(byte)) }
        #expect(String(decoding: bytes + stuffer.finish(), as: UTF8.self) == sent)
    }
}
