import Testing

@testable import Mail

@Suite struct CharsetTests {
    @Test(arguments: [
        ("charset-iso-2022-jp", "日本語のメール", "日本語の件名"), ("charset-gb2312", "简体中文 囧 㐀", "简体囧"), ("charset-big5", "繁體中文", "繁體"),
        ("charset-koi8-r", "Привет, мир", "Привет"), ("charset-euc-kr", "안녕하세요", "안녕 똠"), ("charset-utf-7", "Grüße €", "utf-7"),
    ])
    func `mails of the world`(_ name: String, _ text: String, _ subject: String) throws {
        let mail = try Mails.read(name)
        #expect(mail.text == text + "\n")
        #expect(mail.subject == subject)
    }

    private func text(_ charset: String?, _ bytes: [UInt8]) throws -> String? {
        let type = charset.map { "Content-Type: text/plain; charset=\($0)\r\n" } ?? ""
        return try MailReader.read(Array((type + "\r\n").utf8) + bytes).text
    }

    @Test func `labels that are wrong or unknown`() throws {
        #expect(try text("us-ascii", Array("Grüße".utf8)) == "Grüße")
        #expect(try text("iso-8859-1", Array("Grüße".utf8)) == "Grüße")
        #expect(try text("utf-8", [0x47, 0x72, 0xFC, 0xDF, 0x65]) == "Grüße")
        #expect(try text("x-unknown", [0x47, 0x72, 0xFC, 0xDF, 0x65]) == "Grüße")
        #expect(try text("x-unknown", Array("Grüße".utf8)) == "Grüße")
        #expect(try text(nil, [0x47, 0x72, 0xFC, 0xDF, 0x65]) == "Grüße")
        #expect(try text("iso-8859-1", [0x93, 0x80, 0x94]) == "“€”")
        #expect(try text("\"'UTF-8'\"", Array("Grüße".utf8)) == "Grüße")
    }

    @Test func `bytes that are no characters are replaced`() throws {
        #expect(try text("utf-8", Array("ü".utf8) + [0x61, 0xFF, 0x62]) == "üa\u{FFFD}b")
        #expect(try text("utf-8", [0x61, 0, 0x62]) == "a\u{FFFD}b")
        #expect(try text("utf-8", [0xEF, 0xBB, 0xBF, 0x61]) == "a")
        #expect(try text("gb2312", [0x61, 0xFF, 0x62]) == "a\u{FFFD}b")
        #expect(try text("iso-2022-jp", [0x1B, 0x24, 0x42, 0x46])?.hasSuffix("\u{FFFD}") == true)
        #expect(try text("utf-16le", [0x61, 0x00, 0x0A, 0x00, 0x62]) == "a\n\u{FFFD}")
    }

    @Test func `broken transfer encodings give what they can`() throws {
        func body(_ encoding: String, _ text: String) throws -> String? {
            try read("Content-Transfer-Encoding: \(encoding)\n\n" + text).text
        }
        #expect(try body("base64", "R3LD\n vMOf*ZQ") == "Grüße")
        #expect(try body("BASE64", "R3LDvMOfZQ==\n\n") == "Grüße")
        #expect(try body("base64", "aGVsbG8=\nd29ybGQ=") == "helloworld")
        #expect(try body("quoted-printable", "a=3Db=\nc=XYd=") == "a=bc=XYd")
        #expect(try body("quoted-printable; foo", "a=3Db") == "a=b")
        #expect(try body("\"quoted-printable\"", "a=3Db") == "a=b")
        #expect(try body("7 bit", "a=3Db") == "a=3Db")
        #expect(try body("x-uuencode", "begin 644 a.txt\n#0V%T\n`\nend\n") == "Cat")
    }
}
