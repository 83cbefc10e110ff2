import Mail
import Testing

@Suite struct MessageMarkupTests {
    @Test(arguments: [
        ("**bold** and *slanted* and ~~gone~~", "<strong>bold</strong> and <em>slanted</em> and <s>gone</s>"),
        ("***both***", "<strong><em>both</em></strong>"),
        ("snake_case_name", "snake_case_name"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("\\*not\\*", "*not*"),
        ("one\ntwo", "one<br>two"),
        ("a **b *c** d", "a <strong>b *c</strong> d"),
        ("< & > \" '", "&lt; &amp; &gt; &quot; &#39;"),
    ])
    func `Running text becomes plain tags`(source: String, html: String) {
        #expect(Letters.html(source).contains("\">\(html)</p>"))
    }

    @Test(arguments: [
        ("[a](https://x.example/b_(c))", "https://x.example/b_(c)", "a"),
        ("see https://x.example/a_b.", "https://x.example/a_b", "https://x.example/a_b"),
        ("(https://x.example/a)", "https://x.example/a", "https://x.example/a"),
        ("https://x.example/谷。次", "https://x.example/谷", "https://x.example/谷"),
        ("<ben@example.net>", "mailto:ben@example.net", "ben@example.net"),
        ("[a & b](HTTP://x.example/?a=1&b=2)", "HTTP://x.example/?a=1&amp;b=2", "a &amp; b"),
        ("[a](https://x.example \"title\")", "https://x.example", "a"),
    ])
    func `Links go where they say`(source: String, href: String, label: String) {
        let html = Letters.html(source)
        #expect(html.contains("href=\"\(href)\""))
        #expect(html.contains(">\(label)</a>"))
    }

    @Test(arguments: [
        "[x](javascript:alert(1))", "[x](data:text/html,x)", "<javascript:alert(1)>", "[x](//evil.example)", "[x](vbscript:x)",
        "[x](java\u{0}script:alert(1))",
    ])
    func `Other links are text`(source: String) {
        #expect(!Letters.html(source).contains("<a "))
    }

    @Test func `A link holds no link`() {
        let html = Letters.html("[**[a](https://a.example)** b](https://b.example)")
        #expect(html.components(of: "<a ") == 1)
    }

    @Test func `Blocks are kept`() {
        let html = Letters.html("# Title\n\n- a\n  - b\n\n3. c\n\n> said\n\n```swift\nlet x = 1 < 2\n```\n\n---")
        for part in ["Title</p>", "<ul", "<ol start=\"3\"", "<blockquote", "let x = 1 &lt; 2</pre>", "<hr"] {
            #expect(html.contains(part), "\(part)")
        }
        #expect(html.components(of: "<ul") == 2)
    }

    @Test func `The text part is tidy`() {
        let source = "Hello **you**\n\n> said\n> twice\n\n- a\n- b\n\n[map](https://x.example) https://y.example\n\n```\ncode\n```"
        let text = "Hello *you*\n\n> said\n> twice\n\n- a\n- b\n\nmap (https://x.example) https://y.example\n\n    code"
        #expect(Letters.text(source) == text)
    }

    @Test func `Known names are mentions`() {
        let html = Letters.html("@Mira Hansen and @nobody", others: ["Mira", "Mira Hansen"])
        #expect(html.contains(">@Mira Hansen</span>"))
        #expect(html.contains("and @nobody"))
    }

    @Test func `Text from right to left is marked as such`() {
        #expect(Letters.html("مرحبا").contains("dir=\"rtl\""))
        #expect(Letters.html("- שלום").contains("dir=\"rtl\""))
        #expect(!Letters.html("1 hello مرحبا").contains("dir=\"rtl\""))
    }

    @Test func `Emoji alone are large`() {
        #expect(Letters.html("👍🏽 🏔️").contains("34px"))
        #expect(!Letters.html("👍 ok").contains("34px"))
        #expect(!Letters.html("12").contains("34px"))
    }

    @Test(arguments: ["*", "**a ", "`` ` ", "[", "](", ">", "- ", "<", "http://", "_a_", "1. a\n  - ", "\u{301}", "&"])
    func `Any repetition stays within the bounds`(piece: String) {
        let letter = Letters.invitation([Letters.line(String(repeating: piece, count: 200_000 / piece.utf8.count))])
        #expect(letter.html.utf8.count <= 90_000)
        #expect(letter.text.utf8.count <= 90_000)
        #expect(letter.html.hasSuffix("</html>\n"))
    }
}

extension String {
    /// How often a part stands in it.
    func components(of part: String) -> Int { ranges(of: part).count }
}
