import Foundation
import Testing

@testable import Mail

@Suite struct HeaderFoldingTests {
    static let subjects = [
        String(repeating: "word ", count: 60), String(repeating: "Größe ", count: 60), String(repeating: "漢", count: 300),
        String(repeating: "z", count: 2000), String(repeating: "👨‍👩‍👧‍👦", count: 40), String(repeating: "🏴󠁧󠁢󠁥󠁮󠁧󠁿é", count: 20),
        "a" + String(repeating: "\u{301}", count: 200), "Привет " + String(repeating: "x", count: 100),
        String(repeating: "z", count: 24) + " สวัสดี ",
    ]

    @Test(arguments: subjects) func `long subjects fit their lines and come back whole`(_ subject: String) throws {
        let mail = smallMail { ($0.subject, $0.headers) = (subject, [("X-A-Name-Of-More-Than-Twenty-Letters", subject)]) }
        let written = try WrittenMail(mail)
        let header = written.lines.prefix { !$0.isEmpty }
        for line in header where line.count > 78 {
            #expect(line.count <= 998 && line.dropFirst().allSatisfy { $0 != 0x20 })
        }
        for line in header where String(decoding: line, as: UTF8.self).contains("=?utf-8?") { #expect(line.count <= 76) }
        for name in ["Subject", "X-A-Name-Of-More-Than-Twenty-Letters"] {
            #expect(try written.value(name).map(Self.decoded) == PlainLine.clean(subject))
        }
    }

    /// Encoded words read one by one, other text as it is.
    private static func decoded(_ value: String) throws -> String {
        guard value.hasPrefix("=?") else { return value }
        return try value.split(separator: " ").map(word).joined()
    }

    /// The blanks at a word's ends count.
    private static func word(_ word: some StringProtocol) throws -> String {
        let parts = word.split(separator: "?", omittingEmptySubsequences: false)
        try #require(parts.count == 5 && parts[0] == "=" && parts[1] == "utf-8" && parts[4] == "=")
        if parts[2] == "b" {
            return String(decoding: try #require(Data(base64Encoded: String(parts[3]))), as: UTF8.self)
        }
        var bytes: [UInt8] = [], rest = parts[3].utf8[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "=") {
                bytes.append(try #require(UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)))
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte == UInt8(ascii: "_") ? 0x20 : byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(arguments: ["👨‍👩‍👧‍👦", "สวัสดี ", "漢a"]) func `short words share a line only if it stays short`(_ characters: String) {
        for lead in 0...90 {
            var fields = FieldWriter()
            fields.add("X", text: String(repeating: "z", count: lead) + String(repeating: characters, count: 9), longestWord: 70)
            #expect(fields.bytes.split(separator: 0x0A).allSatisfy { $0.count <= 77 })
        }
    }

    @Test func `words end without padding where characters do`() {
        for text in ["Привет, мир! ", "漢字 かな ", "Größe "] {
            let words = WordEncoding.words(String(repeating: text, count: 30), first: 60)
            #expect(words.count > 3 && words.dropLast().allSatisfy { !$0.hasSuffix("=?=") })
        }
    }

    @Test(arguments: ["漢字かな", "👨‍👩‍👧‍👦", "é", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "ห้", "aé漢👍🏽"])
    func `no encoded word splits a character`(_ characters: String) throws {
        let text = String(repeating: characters, count: 50)
        for first in 55...75 {
            let words = WordEncoding.words(text, first: first)
            #expect(words[0].utf8.count <= first && words.allSatisfy { $0.utf8.count <= 75 })
            let decoded = try words.map(Self.word)
            #expect(decoded.joined() == text)
            #expect(decoded.reduce(0) { $0 + $1.count } == text.count)
        }
    }

    @Test func `a name of any length leaves the address whole`() throws {
        let name = String(repeating: "Łukasz Żółć ", count: 40), address = String(repeating: "a", count: 64) + "@b.example"
        let read = try MailReader.read(smallMail { $0.from = Mailbox(name: name, address: address) }.bytes)
        #expect(read.from == [Mailbox(name: PlainLine.clean(name), address: address)])
    }
}
