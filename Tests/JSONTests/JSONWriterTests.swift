import JSON
import Testing

@Suite struct JSONWriterTests {
    @Test func `commas stand between values and nowhere else`() {
        let text = written {
            $0.beginObject()
            $0.key("a")
            $0.beginArray()
            $0.endArray()
            $0.key("b")
            $0.beginArray()
            $0.integer(1)
            $0.beginObject()
            $0.endObject()
            $0.beginArray()
            $0.null()
            $0.endArray()
            $0.bool(true)
            $0.endArray()
            $0.key("c")
            $0.raw(Array(#"{"x":1}"#.utf8))
            $0.key("d")
            $0.number(0.5)
            $0.endObject()
        }
        #expect(text == #"{"a":[],"b":[1,{},[null],true],"c":{"x":1},"d":0.5}"#)
    }

    @Test func `fields without a value are left out`() {
        let text = written {
            $0.beginObject()
            $0.field("s", "x")
            $0.field("b", false)
            $0.field("i", 3)
            $0.field("none", String?.none)
            $0.field("none", Bool?.none)
            $0.field("none", Int64?.none)
            $0.field("s2", String?.some("y"))
            $0.field("b2", Bool?.some(true))
            $0.field("i2", Int64?.some(-4))
            $0.endObject()
        }
        #expect(text == #"{"s":"x","b":false,"i":3,"s2":"y","b2":true,"i2":-4}"#)
    }

    @Test(arguments: [
        ("", #""""#), ("plain", #""plain""#), ("\"", #""\"""#), ("\\", #""\\""#), ("a/b", #""a/b""#),
        ("\u{8}\u{9}\u{A}\u{C}\u{D}", #""\b\t\n\f\r""#),
        ("\u{0}\u{1}\u{F}\u{10}\u{1A}\u{1F}", #""\u0000\u0001\u000f\u0010\u001a\u001f""#),
        ("\u{7F}é中😀\u{2028}", "\"\u{7F}é中😀\u{2028}\""), ("</script>", #""</script>""#),
    ])
    func `only what must be escaped is escaped`(string: String, expected: String) {
        #expect(written { $0.string(string) } == expected)
        #expect(written { $0.key(string) } == expected + ":")
    }

    @Test func `every character below 128 survives at every position of a word`() throws {
        for code in UInt8.min..<128 {
            for position in 0..<20 {
                let string = String(repeating: "x", count: position) + String(UnicodeScalar(code)) + "tail of it"
                #expect(try parse(written { $0.string(string) }) == .string(string))
            }
        }
    }

    @Test(arguments: [0, 9, 10, -1, -10, 1_795_000_000_000, Int64.max, Int64.min])
    func `integers are written whole`(integer: Int64) {
        #expect(written { $0.integer(integer) } == String(integer))
    }

    @Test func `integers wider than 64 bits are written whole`() {
        #expect(written { $0.integer(UInt64.max) } == "18446744073709551615")
        #expect(written { $0.integer(UInt8.max) } == "255")
    }

    @Test func `a number without a JSON form is null`() {
        #expect(written { $0.number(.nan) } == "null")
        #expect(written { $0.number(-.infinity) } == "null")
    }

    @Test func `random values survive writing and reading`() throws {
        var generator = SeededGenerator(state: 42)
        for _ in 0..<300 {
            let value = JSONValue.random(depth: 4, using: &generator)
            var writer = JSONWriter()
            writer.value(value)
            #expect(try JSONParser.parse(writer.bytes) == value)
        }
    }
}

extension JSONValue {
    /// Any value whose containers are at most `depth` deep.
    static func random(depth: Int, using generator: inout SeededGenerator) -> JSONValue {
        switch Int.random(in: 0..<(depth > 0 ? 8 : 5), using: &generator) {
        case 0: .null
        case 1: .bool(Bool.random(using: &generator))
        case 2: .integer(Int64(bitPattern: generator.next() >> UInt64.random(in: 0..<64, using: &generator)))
        case 3: .number(Double.random(in: -1...1, using: &generator))
        case 4: .string(randomString(using: &generator))
        case 5:
            .array((0..<Int.random(in: 0..<5, using: &generator)).map { _ in random(depth: depth - 1, using: &generator) })
        default:
            .object(
                JSONObject(
                    members: (0..<Int.random(in: 0..<24, using: &generator)).map { index in
                        (key: "\(index):" + randomString(using: &generator), value: random(depth: depth - 1, using: &generator))
                    }))
        }
    }

    private static func randomString(using generator: inout SeededGenerator) -> String {
        let ranges: [ClosedRange<UInt32>] = [0x20...0x7E, 0x00...0x1F, 0x80...0x7FF, 0x800...0xD7FF, 0x10000...0x10FFFF]
        var string = ""
        for _ in 0..<Int.random(in: 0..<20, using: &generator) {
            let range = ranges[Int.random(in: 0..<ranges.count, using: &generator)]
            if let scalar = UnicodeScalar(UInt32.random(in: range, using: &generator)) {
                string.unicodeScalars.append(scalar)
            }
        }
        return string
    }
}
