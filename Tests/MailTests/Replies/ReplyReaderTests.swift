import Mail
import Testing

@Suite struct ReplyReaderTests {
    @Test func `the structure of HTML is preferred to a text without quote marks`() {
        let mail = ReceivedMail(
            text: "Yes\n\nOn a day Ann wrote\n\nHello",
            html: "<p><b>Yes</b></p><blockquote type=cite>On a day Ann wrote<br>Hello</blockquote>")
        #expect(ReplyReader.read(mail).said == "**Yes**")
    }

    @Test func `the text is taken where only it marks the quote`() {
        let mail = ReceivedMail(
            text: "Yes\n\nAnn wrote:\n> Hello", html: "<div>Yes</div><div>Ann, some time ago</div><div>Hello</div>")
        #expect(ReplyReader.read(mail) == ReplyText(said: "Yes", folded: "Ann wrote:\n> Hello"))
    }

    @Test func `an answer typed inside our own mail is found in the text`() {
        let mail = ReceivedMail(
            text: "Yes\n\nAnn wrote:\n> Hello", html: "<div class=\"x_confab-mail\"><p>Yes</p><p>Hello</p></div>")
        #expect(ReplyReader.read(mail).said == "Yes")
    }

    @Test func `all inside our own mail is a quote whatever a program calls it`() {
        for name in ["confab-mail", "m_-12345confab-mail", "x_confab-mail", "ydp7confab-mail"] {
            let reply = ReplyReader.read(html: "<p>Yes</p><div class='\(name)'><p>Hello</p></div>")
            #expect(reply == ReplyText(said: "Yes", folded: "Hello"))
        }
    }

    @Test func `a mail without a body says nothing`() {
        #expect(ReplyReader.read(ReceivedMail()) == ReplyText(said: "", folded: ""))
        #expect(ReplyReader.read(ReceivedMail(text: "Hello", html: " ")).said == "Hello")
    }

    @Test func `what is beyond the limit of a text is folded`() {
        let lines = String(repeating: "x\n", count: 20_000)
        let reply = ReplyReader.read(text: lines + "last")
        #expect(reply.said.hasPrefix("x\nx"))
        #expect(reply.folded.hasSuffix("last"))
    }

    @Test func `a mail with a large file is read`() throws {
        let line = String(repeating: "QUJD", count: 19) + "\r\n"
        let head = """
            From: bob@home.example\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nSee the film.\r\n--b\r
            Content-Type: video/mp4\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=film.mp4\r\n\r\n
            """
        var bytes = Array(head.utf8)
        let count = (20 << 20) / 57
        bytes.reserveCapacity(bytes.count + count * 78)
        for _ in 0..<count { bytes += line.utf8 }
        bytes += "--b--\r\n".utf8
        let mail = try MailReader.read(bytes)
        #expect(ReplyReader.read(mail).said == "See the film.")
        #expect(mail.files.map(\.name) == ["film.mp4"])
        #expect(mail.files.first?.bytes.count == count * 57)
    }
}
