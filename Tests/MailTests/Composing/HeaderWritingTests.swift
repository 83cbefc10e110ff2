import Testing

@testable import Mail

@Suite struct HeaderWritingTests {
    @Test func `a small mail is written to the letter`() {
        let expected = [
            "Date: Wed, 18 Nov 2026 11:06:40 +0000", "From: Eva <eva@a.example>", "To: bo@b.example", "Subject: Hello",
            "Message-ID: <1.2@a.example>", "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: 7bit", "", "Hi", "",
        ]
        #expect(String(decoding: smallMail().bytes, as: UTF8.self) == expected.joined(separator: "\r\n"))
    }

    @Test(arguments: [
        (0, "Thu, 1 Jan 1970 00:00:00 +0000"), (-1, "Wed, 31 Dec 1969 23:59:59 +0000"),
        (951_782_400_000, "Tue, 29 Feb 2000 00:00:00 +0000"), (4_107_542_399_999, "Sun, 28 Feb 2100 23:59:59 +0000"),
        (Int64.max, "Fri, 31 Dec 9999 23:59:59 +0000"), (Int64.min, "Mon, 1 Jan 1900 00:00:00 +0000"),
    ])
    func `dates of all times`(_ date: Int64, _ written: String) throws {
        #expect(try WrittenMail(smallMail { $0.date = date }).value("Date") == written)
    }

    @Test(arguments: [
        ("Eva Grün", "=?utf-8?b?RXZhIEdyw7xu?= <a@b.example>"), ("Eva", "Eva <a@b.example>"),
        ("Eva-Maria Grün", "=?utf-8?q?Eva-Maria_Gr=C3=BCn?= <a@b.example>"),
        ("Grün, \"Eva\" \\", "=?utf-8?b?R3LDvG4sICJFdmEiIFw=?= <a@b.example>"),
        ("Dr. \"E\" \\", "\"Dr. \\\"E\\\" \\\\\" <a@b.example>"), ("", "a@b.example"), ("\u{202E}\r\n", "a@b.example"),
        ("=?utf-8?q?x?=", "=?utf-8?b?PT91dGYtOD9xP3g/PQ==?= <a@b.example>"), ("日本", "=?utf-8?b?5pel5pys?= <a@b.example>"),
    ])
    func `names of people`(_ name: String, _ written: String) throws {
        #expect(try WrittenMail(smallMail { $0.from = Mailbox(name: name, address: "a@b.example") }).value("From") == written)
    }

    @Test(arguments: [
        ("a@b.example", "a@b.example"), ("jörg@b.example", "jörg@b.example"), ("a b@c.example", "\"a b\"@c.example"),
        ("\"a b\"@c.example", "\"a b\"@c.example"), ("a..b@c.example", "\"a..b\"@c.example"),
        ("a@b.example, c@d.example", "\"a@b.example, c\"@d.example"),
        ("a@b.example>, <c@d.example", "\"a@b.example, c\"@d.example"),
        ("a@b.example\r\nBcc: c@d.example", "\"a@b.example Bcc: c\"@d.example"), ("\"a\" <b>\"@c.example", "\"a\\\" b\"@c.example"),
        ("a@[127.0.0.1]", "a@[127.0.0.1]"), ("a@b.example,(x) y", "a@b.examplexy"),
    ])
    func `an address is one address`(_ address: String, _ written: String) throws {
        #expect(try WrittenMail(smallMail { $0.to = Mailbox(address: address) }).value("To") == written)
    }

    @Test func `only addresses beyond ASCII need UTF-8`() {
        #expect(!smallMail { $0.from = Mailbox(name: "Jörg", address: "j@b.example") }.needsUTF8)
        #expect(smallMail { $0.to = Mailbox(address: "jörg@b.example") }.needsUTF8)
        #expect(smallMail { $0.replyTo = Mailbox(address: "j@bü.example") }.needsUTF8)
    }

    @Test func `references are the first and the last twenty, and what is answered`() throws {
        let all = (0..<60).map { "<\($0)@a.example>" }
        func written(_ references: [String], _ parent: String?) throws -> [String]? {
            try WrittenMail(smallMail { ($0.references, $0.inReplyTo) = (references, parent) }).value("References")?
                .split(separator: " ").map(String.init)
        }
        #expect(try written(all, nil) == [all[0]] + all[40...])
        #expect(try written(Array(all[..<21]), nil) == Array(all[..<21]))
        #expect(try written(["nonsense", "<a b@c>", all[1]], all[2]) == [all[1], all[2]])
        #expect(try written([], nil) == nil)
        #expect(try WrittenMail(smallMail { $0.inReplyTo = all[3] }).value("In-Reply-To") == all[3])
    }

    @Test func `ways to end mails`() throws {
        func fields(_ uris: [String], _ oneClick: Bool) throws -> [String?] {
            let mail = try WrittenMail(smallMail { ($0.listUnsubscribe, $0.oneClick) = (uris, oneClick) })
            return [mail.value("List-Unsubscribe"), mail.value("List-Unsubscribe-Post")]
        }
        let web = "https://a.example/stop", mail = "mailto:stop@a.example"
        #expect(try fields([web, mail], true) == ["<\(web)>, <\(mail)>", "List-Unsubscribe=One-Click"])
        #expect(try fields([web], false) == ["<\(web)>", nil])
        #expect(try fields([mail], true) == ["<\(mail)>", nil])
        #expect(try fields(["https://a b", "x>\r\nBcc: y"], true) == [nil, nil])
    }

    @Test func `a machine's mail says so`() throws {
        #expect(try WrittenMail(smallMail { $0.isAutomatic = true }).value("Auto-Submitted") == "auto-generated")
        #expect(try WrittenMail(smallMail()).value("Auto-Submitted") == nil)
    }
}
