import JSON
import Testing

@Suite struct JSONStringTests {
    @Test(arguments: [
        (#""abc""#, "abc"), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\u0041\u00e9\u4E2D""#, "Aé中"),
        (#""\ud83d\ude00""#, "😀"), (#""\uD834\uDD1E clef""#, "𝄞 clef"), (#""\uDBFF\uDFFF""#, "\u{10FFFF}"),
        (#""\u0000""#, "\0"), ("\"日本語 中文 한국어\"", "日本語 中文 한국어"), ("\"👩‍👩‍👧‍👦🇩🇪\"", "👩‍👩‍👧‍👦🇩🇪"), ("\"\u{7F}\"", "\u{7F}"),
        ("\"\u{2028}\u{2029}\"", "\u{2028}\u{2029}"), (#""é\u00e9中\n😀""#, "éé中\n😀"),
        (#""\uffff\ud7ff\ue000""#, "\u{FFFF}\u{D7FF}\u{E000}"),
    ])
    func `a string is read with its escapes`(text: String, string: String) throws {
        guard case .string(let read) = try parse(text) else { throw JSONSyntaxError.tooMany }
        #expect(Array(read.unicodeScalars) == Array(string.unicodeScalars))
    }

    @Test(arguments: [
        #""\ud83d""#, #""\ude00""#, #""\ud83dx""#, #""\ud83d\n""#, #""\ud83d\u0041""#, #""\ud83d\ud83d""#, #""\ude00\ud83d""#,
        #""\ude00\ude00""#,
        #""\ud83d\ude0""#, #""\u12""#, #""\u12g4""#, #""\u-123""#, #""\x41""#, #""\U0041""#, #""\'""#, "\"\\\n\"", #""\"#, #""\""#,
        #""\u"#, #""\u1234"#, "\"abc", "\"", "\"a\u{1F}b\"", "\"\t\"", "\"\n\"", "\"12345678\u{0}90\"", "\"a\\n\u{1}\"",
    ])
    func `a malformed string is refused`(text: String) {
        guard case .badString = refusal(text) else {
            return #expect(Bool(false), "\(text) gave \(String(describing: refusal(text)))")
        }
    }

    @Test func `a control character is refused wherever it stands`() {
        for code in UInt8(0)..<0x20 {
            for position in 0..<20 {
                var bytes = [UInt8](repeating: 0x61, count: 20)
                bytes[position] = code
                #expect(refusal([0x22] + bytes + [0x22]) == .badString(offset: 1 + position))
            }
        }
    }

    @Test func `a string at any length and alignment is read`() throws {
        for length in 0..<70 {
            for special in ["", "\\n", "é", "中", "😀", "\\ud83d\\ude00"] {
                for position in 0...length {
                    let before = String(repeating: "a", count: position)
                    let after = String(repeating: "b", count: length - position)
                    let plain = special == "\\n" ? "\n" : special.hasPrefix("\\u") ? "😀" : special
                    #expect(try parse("\"\(before)\(special)\(after)\"") == .string(before + plain + after))
                }
            }
        }
    }

    @Test(
        arguments: [
            ([0x80], 0), ([0xC0, 0x80], 0), ([0xC1, 0xBF], 0), ([0xE0, 0x80, 0x80], 1), ([0xED, 0xA0, 0x80], 1),
            ([0xF0, 0x80, 0x80, 0x80], 1), ([0xF4, 0x90, 0x80, 0x80], 1), ([0xF5, 0x80, 0x80, 0x80], 0), ([0xFF], 0),
            ([0xC3], 1), ([0xE4, 0xB8], 2), ([0x41, 0xC3, 0x28], 2),
        ] as [([UInt8], Int)])
    func `bytes that are not UTF-8 are refused`(bytes: [UInt8], offset: Int) {
        #expect(refusal([0x22] + bytes + [0x22]) == .badUTF8(offset: 1 + offset))
        let escape = Array("\\n".utf8)
        #expect(refusal([0x22] + escape + bytes + [0x22]) == .badUTF8(offset: 3 + offset))
    }
}
