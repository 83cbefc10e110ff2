import Foundation
import Testing

@testable import Mail

@Suite(.serialized) struct MemoryTests {
    @Test func `what is read is released`() throws {
        let mails = try Mails.names().map(Mails.bytes)
        for _ in 0..<20 { for mail in mails { _ = try MailReader.read(mail) } }
        let before = try residentBytes()
        for _ in 0..<(10_000 / mails.count) { for mail in mails { _ = try MailReader.read(mail) } }
        let grown = try residentBytes() - before
        #expect(grown < 8 << 20, "grown by \(grown) bytes")
    }

    private func residentBytes() throws -> Int {
        let words = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")
        return try #require(Int(words[1])) * 4096
    }
}
