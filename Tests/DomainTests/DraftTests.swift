import Domain
import Testing

@Suite struct DraftTests {
    private func refused(_ content: Draft.Content) -> Refusal? {
        refusal { () throws(Refusal) in _ = try Draft(conversation: room, by: ada, key: key(), content: content) }
    }
    private func send(_ text: String, reply: Int64? = nil, attachments: Int = 0) -> Refusal? {
        let ids = (0..<attachments).map { AttachmentID(rawValue: UInt64($0)) }
        return refused(.send(text: text, reply: reply, attachments: ids, mentions: .none))
    }
    private func react(_ emoji: String) -> Refusal? { refused(.react(target: 1, emoji: emoji, on: true)) }

    @Test func `a message has text, or attachments, or both`() {
        #expect(send("hello") == nil)
        #expect(send("", attachments: 1) == nil)
        #expect(send("hello", attachments: 1) == nil)
        #expect(send("") == .missing(field: "text"))
    }

    @Test func `a text has at most 65536 bytes`() {
        let longest = String(repeating: "é", count: Limits.text / 2)
        #expect(send(longest) == nil)
        #expect(send(longest + "x") == .tooLong(field: "text", limit: 65_536, got: 65_537))
        #expect(refused(.edit(target: 1, text: longest, mentions: .none)) == nil)
        #expect(refused(.edit(target: 1, text: longest + "x", mentions: .none))?.kind == "tooLong")
    }

    @Test func `a message has at most 20 attachments`() {
        #expect(send("", attachments: 20) == nil)
        #expect(send("", attachments: 21) == .tooLong(field: "attachments", limit: 20, got: 21))
    }

    @Test(arguments: [0, -1, Int64.min])
    func `a reply is to a number that a message can have`(seq: Int64) {
        #expect(send("x", reply: seq) == .invalid(field: "reply", expected: "the number of a message"))
        #expect(send("x", reply: 1) == nil)
    }

    @Test func `an edit leaves some text, a retraction needs none`() {
        #expect(refused(.edit(target: 1, text: "", mentions: .none)) == .missing(field: "text"))
        #expect(refused(.retract(target: 1)) == nil)
    }

    @Test(arguments: ["👍", "❤️", "👩‍👩‍👧‍👦", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "🇳🇿", "1️⃣", "+1", "✓"])
    func `an emoji of however many parts is a reaction`(emoji: String) {
        #expect(react(emoji) == nil)
    }

    @Test(arguments: [
        "", " ", "a b", "abc", "<b", ">", "&", "\n", "\u{0}", "\u{7F}", "\u{85}", "\u{2028}", "\u{202E}", "\u{200D}", "\u{FE0F}",
        "👍\u{202E}",
    ])
    func `words, markup and what is not seen are no reactions`(emoji: String) {
        #expect(react(emoji) == .invalid(field: "emoji", expected: "one emoji"))
    }

    @Test func `a reaction has at most 64 bytes`() {
        #expect(react("e" + String(repeating: "\u{301}", count: 31)) == nil)
        #expect(react("e" + String(repeating: "\u{301}", count: 32))?.kind == "invalid")
    }

    @Test func `a draft keeps what it was made of`() throws {
        let content = Draft.Content.send(text: "hi", reply: 3, attachments: [], mentions: .all)
        let draft = try Draft(conversation: room, by: ada, key: key("key-0009"), content: content)
        #expect(draft.conversation == room && draft.by == ada && draft.key.text == "key-0009" && draft.content == content)
    }
}
