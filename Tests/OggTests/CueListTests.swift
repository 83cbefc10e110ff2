import Ogg
import Testing

@Suite struct CueListTests {
    @Test func cuesStandInTheOrderOfTheirBeginnings() {
        var cues = CueList()
        cues.add("Bo", from: 3_723_004, to: 3_724_050)
        cues.add("Ana", from: 900, to: 1_500)
        #expect(
            cues.text == """
                WEBVTT

                00:00:00.900 --> 00:00:01.500
                <v Ana>Ana

                01:02:03.004 --> 01:02:04.050
                <v Bo>Bo

                """)
    }

    @Test(
        arguments: [
            ("<b>&amp;", "&lt;b&gt;&amp;amp;"), ("a\r\n\n00:01.000 --> x", "a 00:01.000 --&gt; x"), ("", "?"), (" \u{7} ", "?"),
            ("Zoë 🙂", "Zoë 🙂"),
        ])
    func namesCannotSayAnythingElse(_ name: String, _ escaped: String) {
        var cues = CueList()
        cues.add(name, from: 0, to: 1)
        #expect(cues.text == "WEBVTT\n\n00:00:00.000 --> 00:00:00.001\n<v \(escaped)>\(escaped)\n")
    }

    @Test(arguments: [(5, 5), (5, 4), (-9, -1), (Int64.max, Int64.min)] as [(Int64, Int64)])
    func whatDoesNotLastIsLeftOut(_ from: Int64, _ to: Int64) {
        var cues = CueList()
        cues.add("a", from: from, to: to)
        #expect(cues.text == "WEBVTT\n")
    }

    @Test func hoursHaveAsManyDigitsAsTheyNeed() {
        var cues = CueList()
        cues.add("a", from: -5, to: .max)
        #expect(cues.text.contains("00:00:00.000 --> 2562047788015:12:55.807\n"))
    }
}
