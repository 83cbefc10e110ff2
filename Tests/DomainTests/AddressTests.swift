import Domain
import Testing

@Suite struct AddressTests {
    private func refused(_ text: String) -> Refusal? { refusal { () throws(Refusal) in _ = try Address(text) } }

    @Test(arguments: [
        "ada@example.org", "a@b.c", "ada.lovelace@example.org", "ada+confab@example.org", "ada@localhost", "_@a-b.example",
        "!#$%&'*+-/=?^_`{|}~@example.org", "1@2.3.4.5", "ada@xn--bcher-kva.example", "ada@a--b.example",
    ])
    func `an ordinary address is taken as it is written`(text: String) throws {
        #expect(try Address(text).text == text)
    }

    @Test(arguments: [
        "", " ", "ada", "@", "ada@", "@example.org", "ada@example", "ada@.org", "ada@example.", "ada@example..org",
        ".ada@example.org", "ada.@example.org", "ada..b@example.org", "ada@-example.org", "ada@example-.org",
        "ada@exa_mple.org", "a@b@example.org", "\"ada\"@example.org", "ada lovelace@example.org", "ada@exam ple.org",
        "ada@[127.0.0.1]", "ada(x)@example.org", "ada,bob@example.org", "ada;@example.org", "<ada@example.org>",
        "Ada <ada@example.org>", "mailto:ada@example.org", "ada\\@example.org", "ada@example.org\n", "ada\u{0}@example.org",
        "ada\r\nBcc: x@example.org",
    ])
    func `what is no address is refused`(text: String) {
        #expect(refused(text)?.kind == "invalid")
    }

    @Test func `the refusal names the field it was written in`() {
        #expect(
            refusal { () throws(Refusal) in _ = try Address("nobody", field: "to[2]") }
                == .invalid(field: "to[2]", expected: "an email address such as ada@example.org"))
    }

    @Test func `addresses that differ by case are one`() throws {
        #expect(try Address("ADA@Example.ORG") == Address("ada@example.org"))
        #expect(try Address("ÄRGER@BÜCHER.Example").text == "ärger@bücher.example")
    }

    @Test func `blanks around an address are not part of it, line ends are refused`() throws {
        #expect(try Address("  ada@example.org\t").text == "ada@example.org")
        #expect(refused("\nada@example.org") != nil)
        #expect(refused("\u{A0}ada@example.org") != nil)
    }

    @Test func `an address is its local part and its domain`() throws {
        let address = try Address("ada.l+x@mail.example.org")
        #expect(address.localPart == "ada.l+x")
        #expect(address.domain == "mail.example.org")
        #expect("\(address)" == "ada.l+x@mail.example.org")
    }

    @Test(arguments: ["ada@bücher.example", "用户@例子.公司", "пример@пример.рф", "علي@مثال.إختبار", "ña@ñandú.example"])
    func `addresses in other scripts are taken`(text: String) throws {
        #expect(try Address(text).text == text)
    }

    @Test(arguments: [
        "\u{200B}", "\u{200D}", "\u{200E}", "\u{202E}", "\u{2066}", "\u{AD}", "\u{FEFF}", "\u{2028}", "\u{3000}", "\u{85}",
    ])
    func `characters that are not seen, or turn the direction, are refused on both sides`(scalar: String) {
        #expect(refused("ad\(scalar)a@example.org")?.kind == "invalid")
        #expect(refused("ada@exam\(scalar)ple.org")?.kind == "invalid")
    }

    @Test(arguments: [".\u{301}ada@example.org", "ada.\u{301}@example.org", "a.\u{301}.b@example.org", "ada@-\u{301}a.example"])
    func `a mark that combines with a dot or a hyphen does not hide it`(text: String) {
        #expect(refused(text)?.kind == "invalid")
    }

    @Test func `lengths are those of the mail standards`() throws {
        let label = String(repeating: "d", count: 63)
        #expect(refused("\(String(repeating: "l", count: 64))@example.org") == nil)
        #expect(refused("\(String(repeating: "l", count: 65))@example.org") != nil)
        #expect(refused("\(String(repeating: "é", count: 33))@example.org") != nil)
        #expect(refused("a@\(label).org") == nil)
        #expect(refused("a@\(label)d.org") != nil)
        let long = "l@\(label).\(label).\(label)."
        #expect(refused(long + String(repeating: "d", count: Limits.address - long.utf8.count)) == nil)
        #expect(refused(long + String(repeating: "d", count: Limits.address - long.utf8.count + 1)) != nil)
    }
}
