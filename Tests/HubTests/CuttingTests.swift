import Domain
import Hub
import Testing

@Suite struct CuttingTests {
    @Test func `a text that fits stays whole`() {
        for text in ["", "abc", "äöü", "👩‍👩‍👧‍👦"] { #expect(text.prefix(bytes: text.utf8.count) == text) }
    }

    @Test func `a text is cut between characters, never inside one`() {
        #expect("abcdef".prefix(bytes: 3) == "abc")
        #expect("aäö".prefix(bytes: 2) == "a" && "aäö".prefix(bytes: 3) == "aä")
        #expect("e\u{301}x".prefix(bytes: 2) == "" && "xe\u{301}".prefix(bytes: 3) == "x")
        #expect("hi 👩‍👩‍👧‍👦!".prefix(bytes: 20) == "hi ")
        #expect("🇳🇿🇳🇿".prefix(bytes: 12) == "🇳🇿")
        #expect("abc".prefix(bytes: 0) == "")
    }

    @Test func `whatever is cut is the longest beginning that fits`() {
        let text = "aé漢👍\r\n🇳🇿e\u{301} tail"
        for limit in 0...text.utf8.count {
            let cut = text.prefix(bytes: limit)
            #expect(text.hasPrefix(cut) && cut.utf8.count <= limit)
            let next = text.dropFirst(cut.count).first
            #expect(next.map { cut.utf8.count + $0.utf8.count > limit } ?? true, "\(limit)")
        }
    }

    @Test func `a message without text is summed up by its files`() {
        let file = Attachment(id: AttachmentID(rawValue: 1), name: "a.png", type: "image/png", size: 1)
        let key = ClientKey(stored: "key-0001")
        #expect(Message(key: key, text: "hi", attachments: [file]).summary == "hi")
        #expect(Message(key: key, text: "", attachments: [file]).summary == "a.png")
        #expect(Message(key: key, text: "", attachments: [file, file, file]).summary == "a.png and 2 more")
        #expect(Message(key: key, text: "").summary == "")
    }
}
