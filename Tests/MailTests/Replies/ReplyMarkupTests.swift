import Mail
import Testing

/// Plain text kept as CommonMark.
@Suite struct ReplyMarkupTests {
    @Test(arguments: [
        ("*bold*, _so_ and `code <b>`", "*bold*, _so_ and `code <b>`"),
        ("a <b> c </b>", "a \\<b> c \\</b>"),
        ("see <https://x.example/> or <ann@example.org>", "see <https://x.example/> or <ann@example.org>"),
        ("1 < 2, x <y", "1 < 2, x \\<y"),
        ("C:\\dir\\_file \\o/", "C:\\dir\\\\_file \\o/"),
        ("```\n<b> \\_\n```\n<b>", "```\n<b> \\_\n```\n\\<b>"),
        ("- a\n- b\n\n1. c", "- a\n- b\n\n1. c"),
        ("a\r\n\r\n\r\n\r\nb\r\n", "a\n\nb"),
        ("    indented\n\tx", "    indented\n\tx"),
    ]) func `what is typed shows as it was typed`(text: String, markup: String) {
        #expect(ReplyReader.read(text: text).said == markup)
    }
}
