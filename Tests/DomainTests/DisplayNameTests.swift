import Domain
import Testing

@Suite struct DisplayNameTests {
    private func refused(_ text: String, limit: Int = Limits.name) -> Refusal? {
        refusal { () throws(Refusal) in _ = try DisplayName.checked(text, limit: limit) }
    }

    @Test(arguments: ["Ada", "Ada Lovelace", "Zoë", "艾达", "عليّ", "नेहा", "O'Neil, Jr.", "👩‍🚀 Ada", "क्‍ष", "می‌خواهم"])
    func `names in any script are taken`(name: String) throws {
        #expect(try DisplayName.checked(name) == name)
    }

    @Test func `white space is one blank between words and none around them`() throws {
        #expect(try DisplayName.checked(" \t Ada\n\r\n  Lovelace\u{A0}\u{3000}\u{2028} ") == "Ada Lovelace")
    }

    @Test(arguments: ["", " ", "\n\t", "\u{3000}\u{A0}", "\u{2028}"])
    func `a name of nothing is missing`(name: String) {
        #expect(refused(name) == .missing(field: "name"))
    }

    @Test(arguments: ["\u{200D}", "\u{200C}", "\u{3164}", "\u{FE0F}", "\u{34F}", "\u{2800}", "\u{115F} \u{1160}"])
    func `a name that nobody sees is missing`(name: String) {
        #expect(refused(name) == .missing(field: "name"))
    }

    @Test(arguments: [
        "\u{0}", "\u{7}", "\u{1B}", "\u{7F}", "\u{202E}", "\u{2066}", "\u{200B}", "\u{200F}", "\u{AD}", "\u{FEFF}", "\u{E000}",
        "\u{E0041}",
    ])
    func `controls, direction marks and private characters are refused`(scalar: String) {
        #expect(refused("Ada\(scalar)Lovelace")?.kind == "invalid")
    }

    @Test func `the limit counts bytes after blanks are taken out`() throws {
        #expect(refused("  " + String(repeating: "é", count: 40) + "  ") == nil)
        #expect(refused(String(repeating: "é", count: 41)) == .tooLong(field: "name", limit: 80, got: 82))
        #expect(refused("abc", limit: 2) == .tooLong(field: "name", limit: 2, got: 3))
    }

    @Test func `the refusal names the field`() {
        #expect(
            refusal { () throws(Refusal) in _ = try DisplayName.checked(" ", field: "title") } == .missing(field: "title"))
    }
}
