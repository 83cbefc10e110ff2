import Testing

@testable import Mail

/// Mails as people's programs write them.
@Suite struct ProgramMailTests {
    @Test func `an answer of Gmail`() throws {
        let mail = try Mails.read("gmail-reply")
        #expect(mail.from == [Mailbox(name: "Ada Lövelace", address: "ada@gmail.example")])
        #expect(mail.to == [Mailbox(name: "Grace Hopper", address: "r.abcdef@chat.example")])
        #expect(
            mail.cc == [
                Mailbox(name: "Turing, Alan", address: "alan@example.org"), Mailbox(name: "Kay", address: "kay@example.org"),
                Mailbox(address: "ida@example.org"),
            ])
        #expect(mail.subject == "Re: Saturday's Ärég")
        #expect(mail.messageID == "<CAJx+abc=def@mail.gmail.example>")
        #expect(mail.inReplyTo == "<c1.43@chat.example>")
        #expect(mail.references == ["<c1.42@chat.example>", "<c1.43@chat.example>"])
        #expect(mail.date == 1_795_252_321_000)
        #expect(
            mail.text == """
                I'll be there at ten – see you!

                On Fri, Nov 20, 2026 at 5:00\u{202F}PM Grace Hopper <r.abcdef@chat.example> wrote:

                > When do you come?

                """)
        #expect(mail.html?.contains("<div dir=\"ltr\">I&#39;ll be there at ten – see you!</div>") == true)
        #expect(mail.files.isEmpty && mail.sender == nil && mail.replyTo.isEmpty)
        #expect(mail.kind == .message)
        #expect(mail.protection == nil)
        #expect(mail.headers.count == 15)
        #expect(mail.header("x-gm-message-STATE") == "AOJu0YxyzQ==")
    }

    @Test func `an answer of Outlook with a picture inside and a file beside`() throws {
        let mail = try Mails.read("outlook-reply")
        #expect(mail.from == [Mailbox(name: "Hopper, Grace", address: "grace@contoso.example")])
        #expect(mail.text == "Schöne Grüße – Grace\n")
        #expect(mail.html == "<p>Schöne Grüße – Grace <img src=\"cid:image001.png@01DB\"></p>\n")
        #expect(mail.kind == .message)
        #expect(mail.files.map(\.name) == ["image001.png", "Übersicht.pdf"])
        #expect(mail.files.map(\.type) == ["image/png", "application/pdf"])
        #expect(mail.files.map(\.isInline) == [true, false])
        #expect(mail.files.map(\.contentID) == ["image001.png@01DB", nil])
        #expect(mail.files.map(\.bytes.count) == [70, 9])
    }

    @Test func `a mail of Apple Mail with HTML on both sides of a picture`() throws {
        let mail = try Mails.read("apple-mail")
        #expect(mail.text == "First\n\n\nSecond\n\n")
        #expect(mail.html == "<html><body>First</body></html>\n<html><body>Second</body></html>")
        #expect(mail.files.map(\.name) == ["Bild €.png"])
        #expect(mail.files.first?.isInline == true)
        #expect(mail.messageID == "<5C2F@icloud.example>")
        #expect(mail.date == 1_795_280_400_000)
        #expect(mail.kind == .message)
    }

    @Test func `attachments of Outlook in a winmail.dat are unpacked`() throws {
        let mail = try Mails.read("winmail")
        #expect(mail.text == "The words.")
        #expect(mail.files.map(\.name) == ["Übersicht 2026.txt", "b.bin"])
        #expect(mail.files.map(\.type) == ["text/plain", "application/octet-stream"])
        #expect(mail.files.map(\.bytes) == [Array("words in a file".utf8), [1, 2, 3]])
        #expect(mail.files.first?.contentID == "cid1@x")
    }

    @Test func `an answer to an invitation is a message with the file once`() throws {
        let mail = try Mails.read("calendar-reply")
        #expect(mail.kind == .message)
        #expect(mail.text == "Kay has accepted this invitation.")
        #expect(mail.files.map(\.name) == ["invite.ics"])
        #expect(mail.files.map(\.type) == ["text/calendar"])
    }

    @Test func `several authors, a sender, and nobody to write to`() throws {
        let mail = try Mails.read("several-from")
        #expect(
            mail.from == [Mailbox(name: "Kay", address: "kay@example.org"), Mailbox(name: "Иван", address: "ivan@example.org")])
        #expect(mail.sender == Mailbox(name: "office", address: "office@example.org"))
        #expect(mail.replyTo == [Mailbox(address: "team@example.org")])
        #expect(mail.to.isEmpty)
        #expect(mail.text == "Hello\n")
    }
}
