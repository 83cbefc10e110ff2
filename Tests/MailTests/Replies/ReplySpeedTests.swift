import Foundation
import Mail
import Testing

@Suite(.serialized) struct ReplySpeedTests {
    /// Pieces that, repeated, would cost a careless reader time that grows with the square of their number.
    static let texts = [
        ">", "> ", ">\n", "> a\nb\n", "a:\n", "\n", " ", "a", "On 1:00 2026 a@b wrote",
        "On Mon, 3 Nov 2026 10:00, a@b.example wrote:\n",
        "On Mon, 3 Nov 2026 10:00 a@b.example and so on and on\n", "From: a@b.example\n", "From: a\nTo: b\n", "-----x-----\n",
        "-----Original Message-----\n",
        "________________________\n", "Sent from my x\n", "--\n", "-- \n", "best regards\n", "best regards\n> x\n", "*", "_ a",
        "[a](", "\\", "`",
        "confidential intended recipient\n", "a wrote:\n> b\n", "\u{200B}", "é", "写道:\n", "> a:\n>> b\n", "[image: x]\n", ">:(\n",
    ]
    static let pages = [
        "<", "<a ", "<b>", "<div>", "<b><div></b>", "</b>", "<i></b>", "&", "&#", "&#x41;", "&amp", "<!--", "<!-", "<script>",
        "</script", "<p>",
        "<li>", "<td>x", "<table><tr><td>", "<ul><li>", "<br>", "<blockquote>", "<blockquote type=cite>x</blockquote>y",
        "<a href='https://x.example/'>y</a>", "<pre>",
        "<pre>\n", "<x a='b' c=d>", "<b style='font-weight:bold;font-weight:bold'>", "a ", "*a", "&nbsp;", "<hr>",
        "<b>a</b><i>b</i>", "<div class=gmail_quote>x",
        "<a><b>", "x<p>&nbsp;</p>", "<div class='a b c d e f'>", "<p style='display:none'>", "<h1>", "<span>x", "<option>",
        "<a href=\"",
    ]
    #if DEBUG
        static let size = 1 << 16
        static let limit = 20.0
    #else
        static let size = 1 << 20
        static let limit = 5.0
    #endif

    @Test(arguments: texts) func `a long text of any repeated piece is read at once`(piece: String) {
        let text = String(repeating: piece, count: Self.size / piece.utf8.count)
        let took = Self.work { _ = ReplyReader.read(text: text) }
        #expect(took < Self.limit, "\(piece.debugDescription) took \(took) s")
    }

    @Test(arguments: pages) func `a long HTML of any repeated piece is read at once`(piece: String) {
        let html = String(repeating: piece, count: Self.size / piece.utf8.count)
        let took = Self.work { _ = ReplyReader.read(html: html) }
        #expect(took < Self.limit, "\(piece.debugDescription) took \(took) s")
    }

    /// Seconds of this thread alone, whatever else the machine does. Time that grows with the square would be minutes.
    private static func work(_ body: () -> Void) -> Double {
        func now() -> Double {
            var time = timespec()
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
            return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
        }
        let start = now()
        body()
        return now() - start
    }
}
