import Domain
import Testing

@Suite struct ClientKeyTests {
    private func refused(_ text: String) -> Refusal? { refusal { () throws(Refusal) in _ = try ClientKey(text) } }

    @Test(arguments: [
        "01234567", "abcdefgh", "ABCDEFGH", "____----", "0190163d-8694-739b-aea5-966c26f8ad91", "01ARZ3NDEKTSV4RRFFQ69G5FAV",
    ])
    func `letters, digits, hyphens and underscores make a key`(text: String) throws {
        #expect(try ClientKey(text).text == text)
    }

    @Test(arguments: [
        "key 0001", "key.0001", "key/0001", "key:0001", "key@0001", "key[0001", "key`0001", "key{0001", "ключ-0001", "key-０００１",
        "key-000\u{0}",
    ])
    func `anything else is refused`(text: String) {
        #expect(refused(text) == .invalid(field: "key", expected: "8 to 64 characters of A-Z a-z 0-9 _ -"))
    }

    @Test func `a key has 8 to 64 characters`() {
        #expect(refused(String(repeating: "k", count: 7)) != nil)
        #expect(refused(String(repeating: "k", count: 8)) == nil)
        #expect(refused(String(repeating: "k", count: 64)) == nil)
        #expect(refused(String(repeating: "k", count: 65)) != nil)
        #expect(refused("") != nil)
    }

    @Test func `keys that differ by case are different`() throws {
        #expect(try ClientKey("KEY-0001") != ClientKey("key-0001"))
    }
}
