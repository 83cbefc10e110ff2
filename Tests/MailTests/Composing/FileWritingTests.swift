import Testing

@testable import Mail

@Suite struct FileWritingTests {
    private func part(_ file: OutgoingFile) throws -> WrittenMail {
        try #require(try WrittenMail(smallMail { $0.files = [file] }).parts()?.last)
    }

    @Test(arguments: [
        ("a.png", "attachment; filename=a.png", "name=a.png"), ("a b.png", "attachment; filename=\"a b.png\"", "name=\"a b.png\""),
        ("Größe.png", "attachment; filename*=utf-8''Gr%C3%B6%C3%9Fe.png", "name=Gr_e.png"),
        ("日本語 1.png", "attachment; filename*=utf-8''%E6%97%A5%E6%9C%AC%E8%AA%9E%201.png", "name=\"_ 1.png\""),
        ("O'Neil.png", "attachment; filename=\"O'Neil.png\"", "name=\"O'Neil.png\""),
    ])
    func `names of files`(_ name: String, _ disposition: String, _ fallback: String) throws {
        let part = try part(OutgoingFile(name: name, type: "image/png", bytes: [1]))
        #expect(part.value("Content-Disposition") == disposition)
        #expect(part.value("Content-Type") == "image/png; " + fallback)
    }

    @Test(arguments: [
        "Größe.png", "日本語ファイル名.pdf", String(repeating: "漢", count: 60) + ".txt", String(repeating: "x", count: 150) + ".zip",
        "👨‍👩‍👧‍👦 family.jpg", "مستند.docx", "a;b=\"c\" \\d%20'e'.txt", "=?utf-8?q?x?=.txt",
    ])
    func `names come back as they were`(_ name: String) throws {
        let mail = smallMail { $0.files = [OutgoingFile(name: name, type: "application/pdf", bytes: [1])] }
        #expect(try WrittenMail(mail).lines.allSatisfy { $0.count <= 78 })
        #expect(try MailReader.read(mail.bytes).files.map(\.name) == [FileName.safe(name, type: "application/pdf")])
    }

    @Test(arguments: [0, 1, 2, 3, 56, 57, 58, 114, 115, 116, 10_000])
    func `bytes come back as they were`(_ count: Int) throws {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ $0 >> 8) }
        let file = OutgoingFile(name: "a.bin", type: "application/zip", bytes: bytes)
        #expect(try part(file).body.allSatisfy { $0.count <= 76 })
        let read = try MailReader.read(smallMail { $0.files = [file, file] }.bytes)
        #expect(read.files.map(\.bytes) == [bytes, bytes])
    }

    @Test(arguments: [
        ("image/PNG", "image/png"), ("text/plain; x=y", "text/plain"), ("message/rfc822", "application/octet-stream"),
        ("multipart/mixed", "application/octet-stream"), ("nonsense", "application/octet-stream"),
        ("a/b\r\nX: y", "application/octet-stream"), ("", "application/octet-stream"), ("a/b/c", "application/octet-stream"),
    ])
    func `types are two tokens base 64 may carry`(_ type: String, _ written: String) {
        #expect(MediaType.clean(type) == written)
    }

    @Test func `text in UTF-8 says so, other text does not`() throws {
        #expect(
            try part(OutgoingFile(name: "a", type: "text/csv", bytes: Array("ü".utf8))).value("Content-Type")
                == "text/csv; charset=utf-8; name=a")
        #expect(try part(OutgoingFile(name: "a", type: "text/csv", bytes: [0xFC])).value("Content-Type") == "text/csv; name=a")
    }

    @Test func `an image of the HTML is found by its identifier`() throws {
        let image = OutgoingFile(name: "a.png", type: "image/png", bytes: [1, 2], contentID: "<a@b.example>")
        let mail = smallMail { ($0.html, $0.files) = ("<img src=\"cid:a@b.example\">", [image]) }
        let read = try #require(try MailReader.read(mail.bytes).files.first)
        #expect(read.contentID == "a@b.example" && read.isInline && read.bytes == [1, 2])
    }
}
