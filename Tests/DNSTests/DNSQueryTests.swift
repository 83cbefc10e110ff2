import Testing

@testable import DNS

@Suite struct DNSQueryTests {
    @Test func `a question is written with EDNS`() throws {
        let bytes = try DNSQuery(id: 0xBEEF, name: "mail.example.", type: .mx).bytes
        let head: [UInt8] = [0xBE, 0xEF, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1]
        let question: [UInt8] = [4] + Array("mail".utf8) + [7] + Array("example".utf8) + [0, 0, 15, 0, 1]
        #expect(bytes == head + question + [0, 0, 41, 0x04, 0xD0, 0, 0, 0, 0, 0, 0])
    }

    @Test func `a question can do without EDNS`() throws {
        let bytes = try DNSQuery(id: 1, name: ".", type: .txt, payloadSize: nil).bytes
        #expect(bytes == [0, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 16, 0, 1])
    }

    @Test(arguments: [
        "", "a..b", ".a", "ä.example", String(repeating: "a", count: 64) + ".example", "a\\", "a\\25", "a\\256.b",
        Array(repeating: String(repeating: "a", count: 50), count: 6).joined(separator: "."),
    ])
    func `a name that cannot be asked for is refused`(name: String) {
        #expect(throws: DNSFault.badName) { try DNSQuery(id: 1, name: name, type: .a) }
        #expect(!DNSName.isValid(name))
    }

    @Test func `the longest name is 253 characters`() {
        let label = String(repeating: "a", count: 63)
        #expect(DNSName.isValid([label, label, label, String(repeating: "a", count: 61)].joined(separator: ".")))
        #expect(!DNSName.isValid([label, label, label, String(repeating: "a", count: 62)].joined(separator: ".")))
    }

    @Test func `escapes stand for bytes of a label`() throws {
        let bytes = try DNSQuery(id: 1, name: #"a\.b\032.c"#, type: .a, payloadSize: nil).bytes
        #expect(bytes[12...] == [4, 0x61, 0x2E, 0x62, 0x20, 1, 0x63, 0, 0, 1, 0, 1])
    }

    @Test(arguments: [
        ("bücher.example", "xn--bcher-kva.example"), ("Bücher.example", "xn--bcher-kva.example"),
        ("他们为什么不说中文.example", "xn--ihqwcrb4cv8a8dqg056pqjye.example"),
        ("почемужеонинеговорятпорусски", "xn--b1abfaaepdrnnbgefbadotcwatmq2g4l"),
        ("例え。テスト", "xn--r8jz45g.xn--zckzah"), ("plain.Example", "plain.Example"),
    ])
    func `other characters than ASCII are encoded`(name: String, ascii: String) {
        #expect(DNSName.ascii(name) == ascii)
    }

    @Test func `a label too long for a name has no ASCII form`() {
        #expect(DNSName.ascii(String(repeating: "ü", count: 64)) == nil)
        #expect(DNSName.ascii(String(repeating: "ü😀ж", count: 21)) == nil)
    }

    @Test func `names are the same whatever their case and last dot`() {
        #expect(DNSName.same("Example.COM.", "example.com"))
        #expect(!DNSName.same("example.com", "example.org"))
    }
}
