import Testing

@testable import Mail

@Suite struct StructureTests {
    @Test func `texts with pictures between them are joined in order`() throws {
        let mail = try Mails.read("interleaved")
        #expect(mail.text == "Above\nBetween\nBelow")
        #expect(mail.html == nil)
        #expect(mail.files.map(\.name) == ["image.png", "passwd.jpg", "notes.txt", "text.txt"])
        #expect(mail.files.map(\.isInline) == [true, false, false, false])
        #expect(mail.files[3].bytes == Array("another file".utf8))
    }

    @Test func `flowed lines are joined and quotes keep their depth`() throws {
        let text = try Mails.read("flowed").text
        #expect(
            text == """
                > > The deepest quote goes on here.
                > A quote goes on.
                This line is one line.
                From here, stuffed.
                Fixed line.

                -- 
                Kay

                """)
        #expect(try Mails.read("flowed-delsp").text == "日本語の文章。\n")
    }

    @Test func `a signed mail is read and its signature is no file`() throws {
        let mail = try Mails.read("signed")
        #expect(mail.protection == .signed)
        #expect(mail.text == "Signed words.")
        #expect(mail.files.map(\.name) == ["key.asc"])
    }

    @Test(arguments: ["smime-signed", "smime-signed-stream"])
    func `a signature around the content is opened`(_ name: String) throws {
        let mail = try Mails.read(name)
        #expect(mail.protection == .signed)
        #expect(mail.text == "Sealed words.")
        #expect(mail.files.map(\.name) == ["a.pdf"])
    }

    @Test func `an encrypted mail is a file`() throws {
        let pgp = try Mails.read("pgp-encrypted")
        #expect(pgp.protection == .encrypted)
        #expect(pgp.text == nil && pgp.html == nil)
        #expect(pgp.files.map(\.name) == ["encrypted.asc"])
        #expect(pgp.files[0].bytes.starts(with: "-----BEGIN PGP MESSAGE-----".utf8))
        let smime = try Mails.read("smime-encrypted")
        #expect(smime.protection == .encrypted)
        #expect(smime.files.map(\.name) == ["smime.p7m"])
        #expect(smime.text == nil)
    }

    @Test func `a forwarded mail is a file with its exact bytes`() throws {
        let mail = try Mails.read("forwarded")
        #expect(mail.text == "See below.")
        #expect(mail.files.map(\.name) == ["A_B café.eml"])
        #expect(mail.files.map(\.type) == ["message/rfc822"])
        let inner =
            "From: eve@example.net\r\nSubject: =?utf-8?Q?A/B_caf=C3=A9?=\r\nContent-Type: multipart/mixed; boundary=inner\r\n\r\n--inner\r\n\r\nInner words.\r\n--inner--\r\n"
        #expect(String(decoding: mail.files[0].bytes, as: UTF8.self) == inner)
        #expect(try MailReader.read(mail.files[0].bytes).text == "Inner words.")
    }

    @Test func `a blank text beside a page is none`() throws {
        let mail = try read(
            "Content-Type: multipart/alternative; boundary=b\n\n--b\n\n  \n\n--b\nContent-Type: text/html\n\n<p>Hi</p>\n--b--\n")
        #expect(mail.text == nil)
        #expect(mail.html == "<p>Hi</p>")
    }

    @Test func `a mail only of HTML has no text`() throws {
        let mail = try read("From: a@b.example\nContent-Type: text/html\n\n<p>Hi</p>\n")
        #expect(mail.text == nil)
        #expect(mail.html == "<p>Hi</p>\n")
    }

    @Test func `text and HTML said one after the other are both in the HTML`() throws {
        let mail = try read(
            "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>One</p>\n--b\n\nTwo & <three>\n--b--\n"
        )
        #expect(mail.text == nil)
        #expect(mail.html == "<p>One</p>\n<div style=\"white-space: pre-wrap\">Two &amp; &lt;three&gt;</div>")
    }

    @Test func `a blank page after a file does not take the text away`() throws {
        let mail = try read(
            "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nOne\n--b\nContent-Type: text/html\n\n<html><body>\n<br></body></html>\n--b--\n"
        )
        #expect(mail.text == "One")
    }

    @Test(arguments: [
        "", "\r\n", "\r\n\r\n", "Subject: nothing\r\n", "Subject: nothing\r\n\r\n",
        "Content-Type: multipart/mixed; boundary=x\r\n\r\n",
    ])
    func `an empty mail says nothing`(_ text: String) throws {
        let mail = try MailReader.read(Array(text.utf8))
        #expect(mail.text?.allSatisfy(\.isWhitespace) != false)
        #expect(mail.html == nil && mail.files.isEmpty && mail.from.isEmpty)
        #expect(mail.kind == .message)
    }

    @Test func `a multipart that is none is text`() throws {
        #expect(try read("Content-Type: multipart/mixed; boundary=x\n\nJust words.\n").text == "Just words.\n")
        #expect(try read("Content-Type: multipart/mixed\n\nJust words.\n").text == "Just words.\n")
    }

    @Test func `a multipart without an end is read to its end`() throws {
        let mail = try read(
            "Content-Type: multipart/alternative; boundary=\"x y\"\n\n--x y  \n\nWords\n--x y\nContent-Type: text/html\n\n<p>Wor")
        #expect(mail.text == "Words")
        #expect(mail.html == "<p>Wor")
    }

    @Test func `parts of a message and bodies elsewhere are files`() throws {
        let mail = try read(
            "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: message/partial; id=x; number=1; total=2\n\nSubject: half\n\n--b\nContent-Type: message/external-body; access-type=anon-ftp; site=x; name=y\n\nContent-Type: image/gif\n\n--b--\n"
        )
        #expect(mail.files.map(\.type) == ["message/partial", "message/external-body"])
        #expect(mail.text == nil)
    }

    @Test func `inline PGP and uuencoded files stay text`() throws {
        let pgp = "-----BEGIN PGP MESSAGE-----\n\nabc\n-----END PGP MESSAGE-----\n"
        let mail = try read("Subject: x\n\n" + pgp)
        #expect(mail.text == pgp)
        #expect(mail.protection == nil)
        #expect(try read("Subject: x\n\nbegin 644 a.txt\n#0V%T\n`\nend\n").text == "begin 644 a.txt\n#0V%T\n`\nend\n")
    }

    @Test func `line ends of Unix do as well`() throws {
        let mail = try MailReader.read(
            Array("Subject: a\n b\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nOne\n--b--\n".utf8))
        #expect(mail.subject == "a b")
        #expect(mail.text == "One")
    }
}
