import JSON
import Testing

@Suite struct JSONParserTests {
    @Test func `the example of RFC 8259 is read`() throws {
        let text = """
            { "Image": { "Width": 800, "Height": 600, "Title": "View from 15th Floor",
              "Thumbnail": { "Url": "http://www.example.com/image/481989943", "Height": 125, "Width": 100 },
              "Animated" : false, "IDs": [116, 943, 234, 38793] } }
            """
        let expected = object(
            (
                "Image",
                object(
                    ("Width", .integer(800)), ("Height", .integer(600)), ("Title", .string("View from 15th Floor")),
                    (
                        "Thumbnail",
                        object(
                            ("Url", .string("http://www.example.com/image/481989943")), ("Height", .integer(125)),
                            ("Width", .integer(100)))
                    ),
                    ("Animated", .bool(false)),
                    ("IDs", .array([.integer(116), .integer(943), .integer(234), .integer(38793)])))
            ))
        #expect(try parse(text) == expected)
    }

    @Test(arguments: [
        ("null", JSONValue.null), ("true", .bool(true)), ("false", .bool(false)), ("\"\"", .string("")),
        ("[]", .array([])), ("{}", .object(JSONObject())), (" \t\r\n[ ] ", .array([])), ("{ }", .object(JSONObject())),
        ("[null,[],\"x\"]", .array([.null, .array([]), .string("x")])),
    ])
    func `each kind of value is read`(text: String, value: JSONValue) throws {
        #expect(try parse(text) == value)
    }

    @Test(arguments: [
        ("", 0), (" ", 1), ("nul", 3), ("nulL", 3), ("True", 0), ("[1,]", 3), ("[,1]", 1), ("[1 2]", 3), ("[1", 2),
        ("{", 1), ("{\"a\"}", 4), ("{\"a\":}", 5), ("{\"a\":1,}", 7), ("{a:1}", 1), ("{'a':1}", 1), ("{\"a\" 1}", 5),
        ("{1:1}", 1), ("]", 0), ("+1", 0), (".5", 0), ("NaN", 0), ("Infinity", 0), ("\u{FEFF}1", 0), ("\0", 0), ("[1\0]", 2),
        ("/**/1", 0), ("[1\u{A0}]", 2), ("{\"a\":1\"b\":2}", 6),
    ])
    func `what is out of place is refused where it stands`(text: String, offset: Int) {
        #expect(refusal(text) == .unexpected(offset: offset))
    }

    @Test(arguments: [("1 2", 2), ("{}x", 2), ("[]]", 2), ("null,", 4), ("\"a\"\"b\"", 3), ("1\0", 1)])
    func `nothing may follow the value`(text: String, offset: Int) {
        #expect(refusal(text) == .trailing(offset: offset))
    }

    @Test func `every text that is cut short is refused`() throws {
        let text = Array(#"{"a":[1,-2.5e3,true,null,{"b":"x\u00e9y\\"}],"c":false}"#.utf8)
        #expect(refusal(text) == nil)
        for length in 0..<text.count {
            #expect(refusal(Array(text[..<length])) != nil, "cut at \(length)")
        }
    }

    @Test func `a duplicate key is refused among few keys and among many`() {
        #expect(refusal(#"{"a":1,"b":2,"a":3}"#) == .duplicateKey)
        #expect(refusal(#"{"a":1,"\u0061":3}"#) == .duplicateKey)
        for count in 1...40 {
            let members = (0..<count).map { "\"k\($0)\":\($0)" }
            #expect(refusal("{\(members.joined(separator: ","))}") == nil)
            for repeated in 0..<count {
                #expect(refusal("{\((members + ["\"k\(repeated)\":0"]).joined(separator: ","))}") == .duplicateKey)
            }
        }
    }

    @Test func `nesting stops at its limit`() {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        #expect(refusal(nested(16)) == nil)
        #expect(refusal(nested(17)) == .tooDeep)
        #expect(refusal(String(repeating: "{\"a\":", count: 17)) == .tooDeep)
        #expect(refusal(String(repeating: "[", count: 1 << 20)) == .tooDeep)
        #expect(refusal("[]", limits: JSONLimits(depth: 0)) == .tooDeep)
        #expect(refusal("1", limits: JSONLimits(depth: 0)) == nil)
        #expect(refusal("[[],[],[[]]]", limits: JSONLimits(depth: 3)) == nil)
    }

    @Test func `members and elements stop at their limit`() {
        let limits = JSONLimits(members: 2)
        #expect(refusal("[1,2]", limits: limits) == nil)
        #expect(refusal("[1,2,3]", limits: limits) == .tooMany)
        #expect(refusal(#"{"a":1,"b":2}"#, limits: limits) == nil)
        #expect(refusal(#"{"a":1,"b":2,"c":3}"#, limits: limits) == .tooMany)
        #expect(refusal("[[1,2],[1,2]]", limits: limits) == nil)
    }

    @Test func `the whole text stops at its limit`() {
        #expect(refusal("[1,2]", limits: JSONLimits(bytes: 5)) == nil)
        #expect(refusal("[1,2]", limits: JSONLimits(bytes: 4)) == .tooLong)
    }

    @Test func `a slice of a larger buffer is read alone`() throws {
        let bytes = Array("xx[1]2".utf8)
        let value = try bytes.withUnsafeBytes { try JSONParser.parse(UnsafeRawBufferPointer(rebasing: $0[2..<5])) }
        #expect(value == .array([.integer(1)]))
        #expect(throws: JSONSyntaxError.unexpected(offset: 0)) {
            try JSONParser.parse(UnsafeRawBufferPointer(start: nil, count: 0))
        }
    }

    @Test func `a key is found by its code points`() throws {
        guard case .object(let object) = try parse("{\"\u{212A}\":1,\"é\":2}") else { throw JSONSyntaxError.tooMany }
        #expect(object["K"] == nil)
        #expect(object["\u{212A}"] == .integer(1))
        #expect(object["é"] == .integer(2))
        #expect(object["none"] == nil)
    }
}
