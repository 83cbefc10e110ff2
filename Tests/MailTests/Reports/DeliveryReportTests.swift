import Testing

@testable import Mail

@Suite struct DeliveryReportTests {
    private func report(_ name: String) throws -> DeliveryReport {
        guard case .report(let report) = try Mails.read(name).kind else {
            Issue.record("no report: \(name)")
            return DeliveryReport()
        }
        return report
    }

    @Test func `Postfix`() throws {
        let report = try report("dsn-postfix")
        #expect(report.originalMessageID == "<invite.7@chat.example>")
        #expect(report.originalEnvelopeID == "invitation-7")
        #expect(
            report.recipients == [
                .init(
                    address: "nobody@example.net", action: .failed, status: "5.1.1",
                    diagnostic: "550 5.1.1 <nobody@example.net>: Recipient address rejected: User unknown"),
                .init(
                    address: "slow@example.net", action: .delayed, status: "4.4.1",
                    diagnostic: "connect to mx.example.net[192.0.2.1]:25: Connection timed out"),
            ])
        let mail = try Mails.read("dsn-postfix")
        #expect(mail.text?.hasPrefix("This is the mail system") == true)
        #expect(mail.files.map(\.name) == ["An invitation.eml"])
    }

    @Test func `Exchange and Office 365`() throws {
        let report = try report("dsn-exchange")
        #expect(report.originalMessageID == "<invite.8@chat.example>")
        #expect(report.originalEnvelopeID == nil)
        #expect(report.recipients.map(\.address) == ["full@contoso.example"])
        #expect(report.recipients.map(\.status) == ["5.2.2"])
        #expect(try Mails.read("dsn-exchange").files.isEmpty)
    }

    @Test func `Gmail`() throws {
        let report = try report("dsn-gmail")
        #expect(report.originalMessageID == "<invite.9@chat.example>")
        #expect(report.recipients.map(\.address) == ["nobody@gmail.example"])
        #expect(report.recipients.map(\.action) == [.failed])
        #expect(report.recipients.first?.diagnostic.hasPrefix("550-5.1.1 The email account") == true)
    }

    @Test func `Amazon SES writes a general status and the true one in its words`() throws {
        let report = try report("dsn-ses")
        #expect(report.originalMessageID == "<invite.10@chat.example>")
        #expect(
            report.recipients == [
                .init(
                    address: "policy@example.net", action: .failed, status: "5.7.1",
                    diagnostic: "550 5.7.1 Message blocked due to spam content in the message.")
            ])
    }

    @Test func `Exim writes in plain words`() throws {
        let report = try report("bounce-exim")
        #expect(report.originalMessageID == "<invite.11@chat.example>")
        #expect(report.recipients.map(\.address) == ["nobody@example.net"])
        #expect(report.recipients.map(\.action) == [.failed])
        #expect(report.recipients.first?.diagnostic.hasSuffix("550 No such user here") == true)
        let delayed = try self.report("delayed-exim")
        #expect(
            delayed.recipients == [
                .init(address: "slow@example.net", action: .delayed, status: nil, diagnostic: "Delay reason: Connection timed out")
            ])
    }

    @Test func `qmail`() throws {
        let report = try report("bounce-qmail")
        #expect(report.originalMessageID == "<invite.12@chat.example>")
        #expect(report.recipients.map(\.address) == ["nobody@example.net", "gone@example.com"])
        #expect(report.recipients.map(\.status) == ["5.1.1", "5.1.2"])
        #expect(report.recipients.map(\.action) == [.failed, .failed])
    }

    @Test func `Yahoo`() throws {
        let report = try report("bounce-yahoo")
        #expect(report.originalMessageID == "<invite.13@chat.example>")
        #expect(report.recipients.map(\.address) == ["nobody@yahoo.example"])
        #expect(report.recipients.map(\.status) == [nil])
        #expect(report.recipients.first?.diagnostic.hasPrefix("554: delivery error: dd This user doesn't have") == true)
    }

    @Test func `a status is written in many ways`() {
        func one(_ fields: String) -> DeliveryReport.Recipient? {
            let content = Array("Reporting-MTA: dns; x\n\n\n\(fields)\n\njunk\n".utf8)
            return DeliveryStatus.report(content, returned: nil, notice: ReceivedMail()).recipients.first
        }
        #expect(one("Final-Recipient: rfc822;<a@b.example>\nStatus: 5.1.1 (bad)")?.action == .failed)
        #expect(one("Final-Recipient: a@b.example\nAction: Delivered\nStatus: 2.0.0")?.action == .delivered)
        #expect(one("Final-Recipient: rfc822;a@b.example\nStatus: 4.2.2")?.action == .delayed)
        #expect(
            one("Original-Recipient: rfc822;a+2Bc+40b.example\nFinal-Recipient: rfc822;x@y.example")?.address == "a+c@b.example")
        #expect(one("Original-Recipient: rfc822;a+c@b.example\nFinal-Recipient: rfc822;x@y.example")?.address == "a+c@b.example")
        #expect(one("Action: failed") == nil)
        #expect(one("Final-Recipient: rfc822;a@b.example\nAction: relayed (to b.example)")?.action == .relayed)
    }

    @Test func `a person who sends a report on sends a message`() throws {
        let mail = try read(
            "From: Kay <kay@example.org>\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nWhat is this?\n--b\nContent-Type: message/rfc822\n\nContent-Type: multipart/report; boundary=c\n\n--c\nContent-Type: message/delivery-status\n\nFinal-Recipient: rfc822; a@b.example\n--c--\n--b--\n"
        )
        #expect(mail.kind == .message)
    }
}
