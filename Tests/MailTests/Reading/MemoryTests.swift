import Foundation
import Testing

@testable import Mail

@Suite struct MemoryTests {
    /// In a process of its own, since other tests need memory meanwhile.
    @Test func `what is read is released`() async {
        await #expect(processExitsWith: .success) {
            let mails = try Mails.names().map(Mails.bytes)
            for _ in 0..<20 { for mail in mails { _ = try MailReader.read(mail) } }
            let before = try MemoryTests.residentBytes()
            for _ in 0..<(10_000 / mails.count) { for mail in mails { _ = try MailReader.read(mail) } }
            let grown = try MemoryTests.residentBytes() - before
            #expect(grown < 1 << 20, "grown by \(grown) bytes")
        }
    }

    static func residentBytes() throws -> Int {
        let words = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")
        return try #require(Int(words[1])) * 4096
    }
}
