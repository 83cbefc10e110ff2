import Mail
import Testing

@Suite struct InvitationLetterTests {
    @Test func `The subject says who and what`() {
        #expect(Letters.invitation([Letters.line("Lunch at **noon**?")]).subject == "Ada Lovelace: Lunch at noon?")
        #expect(Letters.invitation([Letters.line("# Plan\n\nHello")], title: "Hiking club").subject == "Hiking club")
        #expect(Letters.invitation([]).subject == "Ada Lovelace invites you to a conversation")
        let photo = Letters.line("", files: [(name: "valley.jpg", type: "image/jpeg", size: 1, url: nil, contentID: "v@x")])
        #expect(Letters.invitation([photo]).subject == "Ada Lovelace: valley.jpg")
    }

    @Test func `A long opening is cut after a word`() {
        let subject = Letters.invitation([Letters.line(String(repeating: "seven letters ", count: 20))]).subject
        #expect(subject.hasSuffix("seven letters…") || subject.hasSuffix("seven…"))
        #expect(subject.count < 80)
    }

    @Test func `The text part reads on its own`() {
        let text = """
            Lunch at noon?

            Join Ada live:
            https://chat.example.org/i/abc
            Opens in your browser. No account needed. Or simply answer this mail.

            --\u{20}
            Ada Lovelace (ada@example.org) wrote to you with Confab on chat.example.org. If you do not know who this is, you need not do anything.
            The link is for you alone, please do not pass it on; it is good until 5 December 2026.
            Stop these mails:
            https://chat.example.org/stop/abc

            """
        #expect(Letters.invitation([Letters.line("Lunch at noon?")]).text == text)
    }

    @Test func `Everything is inside what answers are recognised by`() throws {
        let html = Letters.invitation([Letters.line("Hello there")]).html
        let start = try #require(html.firstRange(of: "<div class=\"confab-mail\""))
        let body = try #require(html.firstRange(of: "<body"))
        #expect(Letters.words(String(html[body.lowerBound..<start.lowerBound])).filter { !$0.isWhitespace }.isEmpty)
        #expect(html[start.upperBound...].contains("Hello there</p>"))
    }

    @Test func `Answering is offered only where it works`() {
        #expect(Letters.invitation([Letters.line("Hello")]).html.contains("answer this mail"))
        let deaf = Letters.invitation([Letters.line("Hello")], canReply: false)
        #expect(!deaf.html.contains("answer this mail") && !deaf.text.contains("answer this mail"))
    }

    @Test func `Without a link to stop there is none`() {
        let letter = Letters.invitation([Letters.line("Hello")], stopLink: "")
        #expect(!letter.html.contains("Stop these") && !letter.text.contains("Stop these"))
    }

    @Test func `Names do no harm`() {
        let name = "<b>\u{202E}Eve\"\r\nBcc: x\u{0}</b>"
        let letter = Letters.invitation([Letters.line("Hi", by: name)], from: Mailbox(name: name, address: "<e@e>"), others: [name])
        #expect(!letter.html.contains("<b>\u{202E}") && !letter.html.contains("<b>Eve") && !letter.html.contains("\u{202E}"))
        #expect(letter.subject == "<b>Eve\" Bcc: x </b>: Hi")
    }

    @Test func `Nothing is loaded from elsewhere`() {
        let html = Letters.invitation([Letters.line("![x](https://x.example/a.png) <img src=https://x.example>")]).html
        #expect(!html.contains("<img") && !html.contains("<script") && !html.contains("url(") && !html.contains("<link"))
    }

    @Test func `Images in the mail are shown, other files named`() {
        let files: [LetterLine.File] = [
            (name: "a.jpg", type: "image/jpeg", size: 1, url: nil, contentID: "\"><script>@x"),
            (name: "b.pdf", type: "application/pdf", size: 1_423_000, url: nil, contentID: nil),
            (name: "c.zip", type: "application/zip", size: 999, url: "https://chat.example.org/c", contentID: nil),
            (name: "d.zip", type: "application/zip", size: -5, url: "javascript:alert(1)", contentID: nil),
        ]
        let letter = Letters.invitation([Letters.line("", files: files)])
        #expect(letter.html.contains("src=\"cid:&quot;script@x\" alt=\"a.jpg\""))
        #expect(letter.html.contains("1.4 MB, attached"))
        #expect(letter.html.contains("href=\"https://chat.example.org/c\""))
        #expect(!letter.html.contains("href=\"javascript"))
        #expect(letter.text.contains("[c.zip (999 bytes)]\nhttps://chat.example.org/c"))
    }
}
