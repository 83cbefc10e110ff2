import Testing

@testable import Mail

@Suite struct OutgoingMailTests {
    @Test func `a mail with everything is read as it was written`() throws {
        let mail = OutgoingMail(
            from: Mailbox(name: "Łukasz „Luk“ Żółć", address: "lukasz@a.example"),
            to: Mailbox(name: "王小明", address: "wang@b.example"),
            replyTo: Mailbox(name: "Chat, by mail", address: "reply+x@a.example"),
            subject: "Re: Grüße 👍 " + String(repeating: "мир ", count: 30),
            messageID: "<1@a.example>", inReplyTo: "<0@b.example>", references: ["<9@b.example>", "<0@b.example>"],
            date: 1_795_000_000_000, listUnsubscribe: ["https://a.example/stop/x"], oneClick: true,
            headers: [("X-Test", "ä b")], text: "Grüße!\n\n> quoted\n\n-- \nEva\n",
            html: "<p>Grüße! <img src=\"cid:i@a.example\"></p>\n",
            files: [
                OutgoingFile(name: "Bild ä.png", type: "image/png", bytes: [1, 2, 3], contentID: "i@a.example"),
                OutgoingFile(name: "рассказ.txt", type: "text/plain", bytes: Array("мир".utf8)),
            ])
        #expect(!mail.needsUTF8 && mail.bytes.allSatisfy { $0 < 0x80 })
        let read = try MailReader.read(mail.bytes)
        #expect(read.from == [mail.from] && read.to == [mail.to] && read.replyTo == [mail.replyTo])
        #expect(read.subject == PlainLine.clean(mail.subject))
        #expect(read.messageID == mail.messageID && read.inReplyTo == mail.inReplyTo && read.references == mail.references)
        #expect(read.date == mail.date && read.header("X-Test") == "ä b" && read.kind == .message)
        #expect(read.text == mail.text && read.html == mail.html)
        #expect(read.files.map(\.name) == mail.files.map(\.name) && read.files.map(\.bytes) == mail.files.map(\.bytes))
        #expect(read.files.map(\.isInline) == [true, false])
    }

    @Test func `an address beyond ASCII is read as it was written`() throws {
        let box = Mailbox(name: "Jörg", address: "jörg@müller.example")
        #expect(try MailReader.read(smallMail { $0.from = box }.bytes).from == [box])
    }
}
