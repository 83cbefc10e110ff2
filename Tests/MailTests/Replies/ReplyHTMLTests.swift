import Mail
import Testing

/// HTML drawn as CommonMark that shows the same.
@Suite struct ReplyHTMLTests {
    @Test(arguments: [
        ("a  b\n\tc", "a b c"),
        ("<p>a</p><p>b</p>", "a\n\nb"),
        ("<div>a</div><div><br></div><div>b</div>", "a\n\nb"),
        ("<div>a<br></div><div>b</div>", "a\nb"),
        ("a<br><br><br>b", "a\n\nb"),
        (
            "<p class=MsoNormal>a</p><p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>b</p><p class=MsoNormal>c</p>",
            "a\n\nb\nc"
        ),
        ("<ul><li>a<li>b</ul>", "- a\n- b"),
        ("<ol><li>a</li><li>b<ul><li>c</li></ul></li></ol>", "1. a\n2. b\n   - c"),
        ("<b>a </b>b<i> c</i>", "**a** b *c*"),
        ("<b><i>a</i></b>", "***a***"),
        ("<span style='FONT-WEIGHT: 700'>a</span><b style='font-weight:normal'>b</b>", "**a**b"),
        ("<code>a`b</code>", "``a`b``"),
        ("<a href='https://x.example/a(b)'>c</a>", "[c](https://x.example/a%28b%29)"),
        ("<a href='https://x.example/'>x.example</a>", "https://x.example/"),
        ("<a href=javascript:alert(1)>c</a>", "c"),
        ("<a href=' HTTPS://x.example'>c</a>", "[c](HTTPS://x.example)"),
        ("&lt;b&gt; &amp;lt; &#8217; &#x1F600; &nosuch; AT&T", "\\<b> \\&lt; ’ 😀 \\&nosuch; AT&T"),
        ("1 * 2 * 3, a*b, [x](y), c:\\d, c:\\-", "1 * 2 * 3, a*b, [x\\](y), c:\\d, c:\\\\-"),
        ("*a* _b_ ~~c~~ `d`", "\\*a\\* \\_b\\_ \\~\\~c\\~\\~ \\`d\\`"),
        ("# a<br>#1<br>1. b<br>- c<br>===<br>+ d", "\\# a\n#1\n1. b\n- c\n\\===\n+ d"),
        ("a<!-- <b> --><!--[if mso]>x<![endif]-->b<![if !mso]>c<![endif]>", "abc"),
        ("a<script>b</script><style>c</style><title>d</title>e", "ae"),
        ("<p>a<span hidden>b</span><img alt='photo.jpg'><img alt='🙂'></p>", "a🙂"),
        ("a < b <3 </ >c", "a < b <3 c"),
        ("<b>a<p>b</b>c</p>", "**a**\n\n**bc**"),
        ("x<blockquote>y<blockquote>z</blockquote></blockquote>w", "x\n\n> y\n>\n> > z\n\nw"),
    ]) func `what is drawn is the same`(html: String, markup: String) {
        #expect(ReplyReader.read(html: html).said == markup)
    }
}
