import Foundation
import Testing

@testable import Mail

@Suite struct LimitTests {
    @Test func `multiparts inside one another end somewhere`() throws {
        var text = "Subject: deep\n"
        for level in 0..<200 { text += "Content-Type: multipart/mixed; boundary=b\(level)x\n\n--b\(level)x\n" }
        let mail = try read(text + "\nthe bottom\n")
        #expect(mail.text == nil)
        #expect(mail.files.count == 1)
        #expect(mail.files[0].type == "multipart/mixed")
        var shallow = "Subject: deep\n"
        for level in 0..<MailLimits.depth { shallow += "Content-Type: multipart/mixed; boundary=b\(level)x\n\n--b\(level)x\n" }
        #expect(try read(shallow + "\nthe bottom\n").text == "the bottom\n")
    }

    @Test func `a mail of very many parts is read in part`() throws {
        let part = "--b\nContent-Disposition: attachment; filename=x\n\ny\n"
        let mail = try read("Content-Type: multipart/mixed; boundary=b\n\n" + String(repeating: part, count: 5_000) + "--b--\n")
        #expect(mail.files.count == MailLimits.parts - 1)
        let nested = try read(
            "Content-Type: multipart/mixed; boundary=a\n\n"
                + String(repeating: "--a\nContent-Type: multipart/mixed; boundary=b\n\n" + part + part + "--b--\n", count: 1_000)
                + "--a--\n")
        #expect(nested.files.count < MailLimits.parts)
    }

    @Test func `headers are bounded in fields and bytes`() throws {
        let many = try read(String(repeating: "X-Filler: y\n", count: 5_000) + "\nbody\n")
        #expect(many.headers.count == MailLimits.fields)
        #expect(many.text == "body\n")
        let long = try read("Subject: " + String(repeating: "word ", count: 1_000_000) + "\n\nbody\n")
        #expect((1_000...MailLimits.field).contains(long.subject.utf8.count))
        let folded = try read("Subject: a\n" + String(repeating: " word word word\n", count: 100_000) + "\nbody\n")
        #expect((1_000...MailLimits.field).contains(folded.subject.utf8.count))
        #expect(folded.text == "body\n")
        let addresses = try read("To: " + String(repeating: "a@b.example, ", count: 100_000) + "\n\n")
        #expect(addresses.to.count <= MailLimits.mailboxes)
        #expect(addresses.to.count > 100)
    }

    @Test func `a text too long to show is a file`() throws {
        let mail = try read("Content-Type: text/plain\n\n" + String(repeating: "long\n", count: MailLimits.text / 5))
        #expect(mail.text == nil)
        #expect(mail.files.map(\.name) == ["text.txt"])
    }

    @Test func `a mail too large is refused`() throws {
        #expect(throws: MailFault.tooLarge) { try MailReader.read([UInt8](repeating: 0x61, count: MailLimits.message + 1)) }
    }

    @Test func `many threads read at once`() async throws {
        let mails = try Mails.names().map(Mails.bytes)
        let alone = try mails.map { try MailReader.read($0) }
        try await withThrowingTaskGroup(of: [ReceivedMail].self) { group in
            for _ in 0..<8 { group.addTask { try mails.map { try MailReader.read($0) } } }
            for try await together in group { #expect(together == alone) }
        }
    }

    @Test func `every mail cut anywhere is read without harm`() throws {
        for name in try Mails.names() {
            let bytes = try Mails.bytes(name)
            for end in stride(from: 0, to: bytes.count, by: 61) { _ = try MailReader.read(Array(bytes[..<end])) }
        }
    }
}
