import Testing

@testable import Mail

@Suite struct BodyWritingTests {
    static let image = OutgoingFile(name: "a.png", type: "image/png", bytes: [1, 2, 3], contentID: "a@b.example")
    static let file = OutgoingFile(name: "b.pdf", type: "application/pdf", bytes: [4])

    @Test(
        arguments: [
            ("t", nil, [], "text/plain"), ("", nil, [], "text/plain"), ("", "h", [], "text/html"),
            ("t", "h", [], "alternative(text/plain text/html)"),
            ("t", "h", [image], "alternative(text/plain related(text/html image/png))"),
            ("t", nil, [image], "mixed(text/plain image/png)"),
            ("t", "h", [file], "mixed(alternative(text/plain text/html) application/pdf)"),
            ("", "h", [image], "related(text/html image/png)"),
            (
                "t", "h", [file, image, file],
                "mixed(alternative(text/plain related(text/html image/png)) application/pdf application/pdf)"
            ),
        ] as [(String, String?, [OutgoingFile], String)])
    func `a level only where there is need of it`(_ text: String, _ html: String?, _ files: [OutgoingFile], _ structure: String)
        throws
    {
        let mail = smallMail { ($0.text, $0.html, $0.files) = (text, html, files) }
        #expect(try WrittenMail(mail).structure() == structure)
    }

    @Test(arguments: [
        ("plain\ntext\n", "7bit"), ("-- \nEva", "quoted-printable"), ("From me", "quoted-printable"),
        ("a\nFrom me", "quoted-printable"),
        ("Größe", "quoted-printable"), (String(repeating: "x", count: 79), "quoted-printable"), ("a\u{0C}b", "quoted-printable"),
        ("--=_1", "quoted-printable"), ("ends with blank ", "quoted-printable"), (String(repeating: "x", count: 78), "7bit"),
        ("a\r\nb\rc\r\n", "7bit"),
    ])
    func `text comes back as it was`(_ text: String, _ encoding: String) throws {
        let mail = smallMail { ($0.text, $0.html) = (text, text) }
        let parts = try #require(try WrittenMail(mail).parts())
        #expect(parts.map { $0.value("Content-Transfer-Encoding") } == [encoding, encoding])
        #expect(parts[0].lines.allSatisfy { $0.count <= 78 && !($0.last == 0x20) })
        let read = try MailReader.read(mail.bytes)
        let expected = LineEnds.unified(text)
        #expect(read.html == expected)
        #expect(read.text ?? "" == expected)
    }

    @Test func `soft line breaks split no character`() {
        for shift in 0..<12 {
            let text = String(repeating: "a", count: shift) + String(repeating: "é漢👍", count: 30)
            var written: [UInt8] = []
            QuotedPrintable.append(text, to: &written)
            let lines = String(decoding: written, as: UTF8.self).split(separator: "=\r\n")
            #expect(lines.count > 5 && lines.allSatisfy { $0.utf8.count <= 75 })
            for line in lines {
                let after = line.utf8.starts(with: "=".utf8) ? UInt8(line.dropFirst().prefix(2), radix: 16) : nil
                #expect(after.map { $0 & 0xC0 != 0x80 } ?? true)
            }
        }
    }

    @Test func `equal mails are equal bytes, boundaries follow the Message-ID`() throws {
        func mail(_ id: String) -> OutgoingMail { smallMail { ($0.messageID, $0.html, $0.files) = (id, "h", [Self.file]) } }
        #expect(mail("<1@a>").bytes == mail("<1@a>").bytes)
        let types = try ["<1@a>", "<2@a>"].map { try #require(try WrittenMail(mail($0)).value("Content-Type")) }
        #expect(types[0] != types[1])
    }

    @Test func `text that has the boundary divides nothing`() throws {
        let line = try #require(try WrittenMail(smallMail { $0.html = "h" }).value("Content-Type")?.split(separator: "\"").last)
        let text = "a\n--\(line)\nContent-Type: text/html\n\nevil\n--\(line)--\nb"
        let mail = smallMail { ($0.text, $0.html) = (text, text) }
        #expect(try WrittenMail(mail).structure() == "alternative(text/plain text/html)")
        #expect(try MailReader.read(mail.bytes).text == text)
    }
}
