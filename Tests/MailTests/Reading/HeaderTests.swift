import Testing

@testable import Mail

@Suite struct HeaderTests {
    private func subject(_ value: String) throws -> String { try read("Subject: \(value)\n\n").subject }

    @Test func `Padded words in a row are one text`() throws {
        #expect(try subject("=?utf-8?B?YQ==?= =?utf-8?B?Yg==?= =?utf-8?B?Yw==?=") == "abc")
        #expect(try subject("=?utf-8?B?YQ==?= b =?utf-8?B?Yw==?=") == "a b c")
    }

    @Test(arguments: [
        ("=?utf-8?Q?Gr=C3=BC=C3=9Fe?=", "Grüße"),
        ("=?utf-8?b?R3LDvMOfZQ==?= an =?iso-8859-1?q?M=FCller?=", "Grüße an Müller"),
        ("=?utf-8?Q?Gr=C3=BC?=\n =?utf-8?Q?=C3=9Fe?=", "Grüße"),
        // A character cut in two.
        ("=?utf-8?Q?Gr=C3?= =?utf-8?Q?=BC=C3=9Fe?=", "Grüße"),
        ("=?utf-8?B?R3LD?=\n =?utf-8?B?vMOfZQ==?=", "Grüße"),
        ("\"=?utf-8?Q?Gr=C3=BC=C3=9Fe?=\"", "\"Grüße\""),
        ("=?utf-8?Q?two words?=", "two words"),
        ("Grüße", "Grüße"),
        ("=?utf-8*de?Q?Gr=C3=BC=C3=9Fe?=", "Grüße"),
        ("a=?utf-8?Q?_=C3=BC?=b", "a üb"),
        ("=?x-nonsense?Q?a=FC?=", "aü"),
        ("=?utf-8?X?abc?=", "=?utf-8?X?abc?="),
        ("=?utf-8?Q?unfinished", "=?utf-8?Q?unfinished"),
        ("plain\u{7}text\u{202E}here", "plain texthere"),
        ("=?utf-8?Q?a=0D=0ABcc:_eve?=", "a Bcc: eve"),
        ("=?gb2312?B?h+U=?=", "囧"),
    ])
    func `encoded words in all their uses`(_ written: String, _ expected: String) throws {
        #expect(try subject(written) == expected)
    }

    @Test func `unencoded Latin is read`() throws {
        #expect(try MailReader.read(Array("Subject: Gr".utf8) + [0xFC, 0xDF] + Array("e\r\n\r\n".utf8)).subject == "Grüße")
    }

    @Test(arguments: [
        ("\"=?utf-8?Q?Gr=C3=BCn?=\" <a@b.example>", "Grün", "a@b.example"),
        ("=?utf-8?Q?Gr=C3=BCn=2C?= Eva <a@b.example>", "Grün, Eva", "a@b.example"),
        ("a@b.example", "", "a@b.example"),
        ("a@b.example (Eva Grün)", "Eva Grün", "a@b.example"),
        ("Eva Grün <a@b.example>", "Eva Grün", "a@b.example"),
        ("Dr. Eva Green <a@b.example>", "Dr. Eva Green", "a@b.example"),
        ("\"a@b.example\" <a@b.example>", "a@b.example", "a@b.example"),
        ("Eva <<a@b.example>>", "Eva", "a@b.example"),
        ("\"Eva \\\"E\\\" Green\" <a@b.example>", "Eva \"E\" Green", "a@b.example"),
        ("Eva\u{202E} <a@b.example>", "Eva", "a@b.example"),
        ("=?utf-8?Q?Eva=0D=0A_Green?= <a@b.example>", "Eva Green", "a@b.example"),
        ("eva@bücher.example", "", "eva@bücher.example"),
        ("Eva Green [Sales] <a@b.example>", "Eva Green [Sales]", "a@b.example"),
        ("Eva, the Green <a@b.example>", "the Green", "a@b.example"),
    ])
    func `mailboxes as they are written`(_ written: String, _ name: String, _ address: String) throws {
        let from = try read("From: \(written)\n\n").from
        #expect(from.last == Mailbox(name: name, address: address))
    }

    @Test func `names of files in all their forms`() throws {
        func name(_ parameters: String) throws -> String? {
            try read("Content-Type: application/pdf\nContent-Disposition: attachment; \(parameters)\n\nx").files.first?.name
        }
        #expect(try name("filename*=utf-8''Gr%C3%BCn.pdf") == "Grün.pdf")
        #expect(try name("filename*0*=utf-8''Gr%C3; filename*1*=%BCn; filename*2=.pdf") == "Grün.pdf")
        #expect(try name("filename*0=\"one \"; filename*1=\"two.pdf\"") == "one two.pdf")
        #expect(try name("filename=\"=?utf-8?Q?Gr=C3=BCn=2Epdf?=\"") == "Grün.pdf")
        #expect(try name("filename==?utf-8?Q?Gr=C3=BCn=2Epdf?=") == "Grün.pdf")
        #expect(try name("filename=\"Grün.pdf\"") == "Grün.pdf")
        #expect(try name("filename=two words.pdf") == "two words.pdf")
        #expect(try name("filename*=iso-8859-1'de'Gr%FCn.pdf; filename=x.pdf") == "Grün.pdf")
        #expect(try name("") == "document.pdf")
    }

    @Test(arguments: [
        ("C:\\Users\\eva\\a.doc", "a.doc"), ("/etc/passwd", "passwd"), ("../../x.txt", "x.txt"), ("..", "text.txt"),
        ("2024/25.txt", "2024_25.txt"), ("a\u{202E}gpj.exe", "agpj.exe"), ("a\u{0}\n\tb.txt", "a b.txt"), (" .hidden. ", "hidden"),
        (String(repeating: "ü", count: 300) + ".txt", String(repeating: "ü", count: 98) + ".txt"),
    ])
    func `names of files are made safe`(_ name: String, _ expected: String) {
        #expect(FileName.safe(name, type: "text/plain") == expected)
    }

    @Test func `dates as they are written`() throws {
        func date(_ text: String) throws -> Int64? { try read("Date: \(text)\n\n").date }
        #expect(try date("Sat, 21 Nov 2026 10:12:01 +0100") == 1_795_252_321_000)
        #expect(try date("21 Nov 26 09:12 GMT") == 1_795_252_320_000)
        #expect(try date("Sat, 21 Nov 2026 10:12:01 +0100 (CET)") == 1_795_252_321_000)
        #expect(try date("yesterday") == nil)
    }

    @Test func `identifiers as they are written`() throws {
        let mail = try read(
            "Message-ID: a@b.example\nIn-Reply-To: Your mail of today <c@d.example>\nReferences: <1@x>\n <2@\n x><3@x> junk\n\n")
        #expect(mail.messageID == "<a@b.example>")
        #expect(mail.inReplyTo == "<c@d.example>")
        #expect(mail.references == ["<1@x>", "<2@x>", "<3@x>"])
    }

    @Test func `a body without an empty line before it is one`() throws {
        let mail = try read("Subject: x\nThe body begins here\nand goes on.\n\nIts end.\n")
        #expect(mail.subject == "x")
        #expect(mail.text == "The body begins here\nand goes on.\n\nIts end.\n")
    }

    @Test func `lines that are no fields are passed over`() throws {
        let mail = try read("From eva Sat Nov 21\nSubject : spaced\nnot a field\n nor this\nTo: a@b.example\n\nbody\n")
        #expect(mail.subject == "spaced")
        #expect(mail.to == [Mailbox(address: "a@b.example")])
        #expect(mail.text == "body\n")
    }
}
