import Testing

@testable import Mail

@Suite struct HeaderInjectionTests {
    static let evil = [
        "a\r\nBcc: eve@e.example", "a\nBcc: eve@e.example", "a\rBcc: x", "\r\n\r\nbody", "\u{0}\u{1}\u{7F}\u{85}", "a\u{2028}b",
        "\u{202E}gpj.exe\u{2066}", "\"><b>", "a\u{0B}\u{0C}b", "\r\n --=_x", "ü\r\nBcc: eve@e.example",
        String(repeating: "x\r\n", count: 400),
        String(repeating: "\u{301}", count: 500), String(repeating: "=?utf-8?q?", count: 50), "\\", "\\\"", "(", "%0D%0ABcc: x",
    ]
    static let known: Set<String> = [
        "Date", "From", "To", "Reply-To", "Subject", "Message-ID", "In-Reply-To", "References", "List-Unsubscribe",
        "List-Unsubscribe-Post", "Auto-Submitted", "MIME-Version", "X-Test", "Content-Type", "Content-Transfer-Encoding",
        "Content-Disposition", "Content-ID",
    ]

    private func mail(_ evil: String) -> OutgoingMail {
        OutgoingMail(
            from: Mailbox(name: evil, address: evil), to: Mailbox(name: evil, address: evil + "@b.example"),
            replyTo: Mailbox(name: evil, address: "c@" + evil), subject: evil, messageID: evil, inReplyTo: "<\(evil)>",
            references: [evil, evil], date: 0, listUnsubscribe: [evil], oneClick: true, isAutomatic: true,
            headers: [("X-Test", evil), (evil, "x"), ("X-" + evil, "x")], text: evil, html: evil,
            files: [
                OutgoingFile(name: evil, type: evil, bytes: [1], contentID: evil),
                OutgoingFile(name: evil, type: "text/" + evil, bytes: Array(evil.utf8)),
            ])
    }

    @Test(arguments: evil) func `no string adds a field or a line`(_ evil: String) throws {
        func check(_ mail: WrittenMail) throws {
            #expect(Set(mail.fields.map(\.name)).subtracting(Self.known) == [])
            #expect(Set(mail.fields.map(\.name)).count == mail.fields.count)
            #expect(mail.lines.allSatisfy { $0.count <= 998 && $0.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 } })
            for part in try mail.parts() ?? [] { try check(part) }
        }
        try check(WrittenMail(mail(evil)))
    }

    @Test(arguments: evil) func `what is read has neither controls nor overrides`(_ evil: String) throws {
        let read = try MailReader.read(mail(evil).bytes)
        #expect(read.from.count <= 1 && read.to.count == 1 && read.cc.isEmpty)
        #expect(read.header("Bcc") == nil)
        #expect(read.subject == PlainLine.clean(evil))
        #expect(read.files.count == 2)
    }

    @Test func `overrides are not even encoded`() throws {
        let written = try WrittenMail(smallMail { $0.subject = "a\u{202E}b\u{85}c" })
        #expect(written.value("Subject") == "ab c")
    }

    @Test func `further fields are tokens, and none there is already`() throws {
        let mail = smallMail {
            $0.headers = [
                ("X-A", "1"), ("X-A", "2"), ("Bad Name", "x"), ("", "x"), ("X:Y", "x"), ("Ünder", "x"), ("subject", "x"),
                ("Content-Type", "x"), ("bcc", "eve@e.example"), ("Auto-Submitted", "auto-replied"), ("X-Empty", "\r\n"),
            ]
        }
        let fields = try WrittenMail(mail).fields.filter { !["Date", "From", "To", "Message-ID"].contains($0.name) }
        #expect(
            fields.map(\.name)
                == ["Subject", "X-A", "X-A", "Auto-Submitted", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"])
        #expect(fields[2].value == "2")
    }
}
