import Testing

@testable import Mail

@Suite struct AutomaticMailTests {
    private func kind(_ header: String, nullSender: Bool = false) throws -> ReceivedMail.Kind {
        try read("From: Kay <kay@example.org>\nSubject: Re: The plan\n\(header)\n\nwords\n", nullSender: nullSender).kind
    }

    @Test(arguments: [
        "Auto-Submitted: auto-replied", "Auto-Submitted: auto-generated (failure)", "auto-submitted: auto-replied; owner-email=x",
        "Precedence: bulk", "Precedence: List", "Precedence: junk", "Precedence: auto_reply", "X-Autoreply: yes",
        "X-Autorespond: vacation", "X-Auto-Reply-From: x\nX-Autoreply-From: x@y.example", "List-Id: <friends.example.org>",
        "X-MS-Exchange-Inbox-Rules-Loop: kay@example.org", "X-MS-Exchange-Generated-Message-Source: Mailbox Rules Agent",
        "Return-Path: <>",
    ])
    func `what says it is a machine's`(_ header: String) throws {
        guard case .automatic(let reason) = try kind(header) else {
            Issue.record("held for a person's: \(header)")
            return
        }
        #expect(!reason.isEmpty)
    }

    @Test(arguments: [
        "Auto-Submitted: no", "Auto-Submitted:", "Precedence: normal", "Precedence: first-class", "X-Autoreply: no",
        "X-Auto-Response-Suppress: All", "X-MS-Exchange-Transport-Rules-Loop: 1", "X-MS-Exchange-CrossTenant-AuthAs: Internal",
        "X-MS-Exchange-AntiSpam-MessageData-0: x\nX-Auto-Response-Suppress: DR, OOF, AutoReply", "X-Google-Smtp-Source: x",
        "List-Unsubscribe: <mailto:x@y.example>", "Return-Path: <kay@example.org>", "X-Mailer: Apple Mail (2.3826)",
        "Importance: low\nPriority: non-urgent", "X-MS-TNEF-Correlator:", "Feedback-ID: x",
    ])
    func `what people's mails carry, too`(_ header: String) throws {
        #expect(try kind(header) == .message)
    }

    @Test func `the null sender writes no message`() throws {
        #expect(try kind("X: y", nullSender: true) == .automatic("the null envelope sender"))
    }

    @Test(arguments: [
        "Automatic reply: The plan", "AUTOMATIC REPLY: x", "Automatische Antwort: x", "=?utf-8?Q?R=C3=A9ponse_automatique_:_x?=",
        "自動応答: x", "Автоматический ответ: x",
        "Out of Office: x\nX-Auto-Response-Suppress: All", "Abwesenheitsnotiz: x\nX-Auto-Response-Suppress: OOF",
    ])
    func `subjects of out-of-office answers`(_ subject: String) throws {
        guard case .automatic = try read("From: kay@example.org\nSubject: \(subject)\n\nAway.\n").kind else {
            Issue.record("held for a person's: \(subject)")
            return
        }
    }

    @Test(arguments: [
        "Re: Automatic reply: The plan", "AW: Automatische Antwort: Urlaub", "Automatic reply", "Out of office next week?",
        "Out of office: Friday", "Abwesend: ich",
        "Undeliverable: my parcel", "Delivery problems", "Warning: rain",
    ])
    func `subjects of people`(_ subject: String) throws {
        #expect(try read("From: kay@example.org\nSubject: \(subject)\n\nkay@example.net\nuser unknown\n").kind == .message)
    }

    @Test func `an automatic answer from the null sender reports nothing`() throws {
        let mail = try read(
            "Return-Path: <>\nFrom: Kay <kay@example.org>\nSubject: Away\n\nI cannot answer now.\n\nKay\nkay@example.org\n")
        #expect(mail.kind == .automatic("the null envelope sender"))
    }

    @Test func `a person may write as postmaster`() throws {
        #expect(try read("From: Kay <postmaster@example.org>\nSubject: Re: The plan\n\nYes.\n").kind == .message)
        #expect(try read("From: <MAILER-DAEMON@example.org>\nSubject: x\n\nYes.\n").kind == .automatic("a mail server's address"))
    }

    @Test func `receipts, out-of-office answers and lists`() throws {
        #expect(try Mails.read("receipt").kind == .automatic("a read receipt (RFC 8098)"))
        #expect(try Mails.read("out-of-office").kind == .automatic("the subject “automatische antwort:”"))
        #expect(try Mails.read("mailing-list").kind == .automatic("a mailing list (List-Id)"))
    }
}
