import JSON
import Testing

@Suite struct FieldsTests {
    private func fields(_ text: String) throws -> Fields { try Fields(try parse(text)) }

    /// The error that reading a text in some way gives.
    private func error(_ text: String, _ read: (Fields) throws -> Void) throws -> FieldError? {
        let fields = try fields(text)
        return #expect(throws: FieldError.self) { try read(fields) }
    }

    @Test func `fields of the expected types are read`() throws {
        let fields = try fields(#"{"s":"x","i":5,"b":true,"a":["p","q"],"o":{"k":"v"},"n":null}"#)
        #expect(try fields.string("s", max: 1, min: 1) == "x")
        #expect(try fields.integer("i", in: 5...5) == 5)
        #expect(try fields.bool("b"))
        #expect(try fields.strings("a", maxCount: 2, maxBytes: 1) == ["p", "q"])
        #expect(try fields.object("o").string("k", max: 9) == "v")
        #expect(try fields.optionalString("s", max: 1) == "x")
        #expect(try fields.optionalInteger("i", in: 0...9) == 5)
        #expect(try fields.optionalBool("b") == true)
        #expect(try fields.optionalObject("o")?.has("k") == true)
        #expect(fields.has("n") && !fields.has("m"))
        #expect(fields.value("n") == .null && fields.value("m") == nil)
    }

    @Test(arguments: ["{}", #"{"x":null}"#])
    func `absent and null optional fields are nil`(text: String) throws {
        let fields = try fields(text)
        #expect(try fields.optionalString("x", max: 1) == nil)
        #expect(try fields.optionalInteger("x", in: 0...1) == nil)
        #expect(try fields.optionalBool("x") == nil)
        #expect(try fields.optionalObject("x") == nil)
    }

    @Test func `an absent array is empty and a null one is refused`() throws {
        #expect(try fields("{}").strings("a", maxCount: 1, maxBytes: 1) == [])
        #expect(
            try error(#"{"a":null}"#) { _ = try $0.strings("a", maxCount: 1, maxBytes: 1) }
                == FieldError(path: "a", kind: .wrongType(expected: "an array of strings")))
    }

    @Test func `absent required fields are missing`() throws {
        let missing = FieldError(path: "x", kind: .missing)
        #expect(try error("{}") { _ = try $0.string("x", max: 1) } == missing)
        #expect(try error("{}") { _ = try $0.integer("x", in: 0...1) } == missing)
        #expect(try error("{}") { _ = try $0.bool("x") } == missing)
        #expect(try error("{}") { _ = try $0.object("x") } == missing)
    }

    @Test func `fields of other types are refused`() throws {
        func wrong(_ expected: String) -> FieldError { FieldError(path: "x", kind: .wrongType(expected: expected)) }
        let text = #"{"x":[1.5]}"#
        #expect(try error(text) { _ = try $0.string("x", max: 1) } == wrong("a string"))
        #expect(try error(text) { _ = try $0.optionalString("x", max: 1) } == wrong("a string"))
        #expect(try error(text) { _ = try $0.integer("x", in: 0...1) } == wrong("an integer"))
        #expect(try error(text) { _ = try $0.optionalInteger("x", in: 0...1) } == wrong("an integer"))
        #expect(try error(text) { _ = try $0.bool("x") } == wrong("true or false"))
        #expect(try error(text) { _ = try $0.optionalBool("x") } == wrong("true or false"))
        #expect(try error(text) { _ = try $0.object("x") } == wrong("an object"))
        #expect(try error(text) { _ = try $0.optionalObject("x") } == wrong("an object"))
        #expect(try error(#"{"x":"s"}"#) { _ = try $0.strings("x", maxCount: 1, maxBytes: 1) } == wrong("an array of strings"))
        #expect(try error(#"{"x":1.0}"#) { _ = try $0.integer("x", in: 0...1) } == wrong("an integer"))
        #expect(try error(#"{"x":null}"#) { _ = try $0.string("x", max: 1) } == wrong("a string"))
    }

    @Test func `limits are kept, in bytes above and in characters below`() throws {
        #expect(try fields(#"{"x":"中"}"#).string("x", max: 3, min: 1) == "中")
        #expect(
            try error(#"{"x":"中"}"#) { _ = try $0.string("x", max: 2) }
                == FieldError(path: "x", kind: .tooLong(limit: 2, got: 3)))
        #expect(
            try error(#"{"x":"中"}"#) { _ = try $0.string("x", max: 9, min: 2) }
                == FieldError(path: "x", kind: .outOfRange(expected: "at least 2 characters")))
        #expect(
            try error(#"{"x":6}"#) { _ = try $0.integer("x", in: 1...5) }
                == FieldError(path: "x", kind: .outOfRange(expected: "1 to 5")))
        #expect(
            try error(#"{"x":["a","b"]}"#) { _ = try $0.strings("x", maxCount: 1, maxBytes: 1) }
                == FieldError(path: "x", kind: .tooLong(limit: 1, got: 2)))
    }

    @Test func `the path of an error leads through objects and arrays`() throws {
        #expect(
            try error(#"{"keys":{}}"#) { _ = try $0.object("keys").string("auth", max: 1) }
                == FieldError(path: "keys.auth", kind: .missing))
        #expect(
            try error(#"{"to":["a","b",3]}"#) { _ = try $0.strings("to", maxCount: 9, maxBytes: 9) }
                == FieldError(path: "to[2]", kind: .wrongType(expected: "a string")))
        #expect(
            try error(#"{"to":["a","bb"]}"#) { _ = try $0.strings("to", maxCount: 9, maxBytes: 1) }
                == FieldError(path: "to[1]", kind: .tooLong(limit: 1, got: 2)))
    }

    @Test func `unknown fields are refused by name`() throws {
        let unknown = FieldError(path: "c", kind: .unknown)
        #expect(try error(#"{"a":1,"c":2,"d":3}"#) { try $0.refuseUnknown(["a", "b"]) } == unknown)
        #expect(throws: unknown) { try Fields(try parse(#"{"a":1,"c":2}"#), allowing: ["a"]) }
        #expect(
            try error(#"{"o":{"c":2}}"#) { try $0.object("o").refuseUnknown(["a"]) }
                == FieldError(path: "o.c", kind: .unknown))
        try fields(#"{"a":1}"#).refuseUnknown(["a", "b"])
    }

    @Test(arguments: ["[]", "1", "null", "\"x\""])
    func `only an object has fields`(text: String) throws {
        #expect(throws: FieldError(path: "p", kind: .wrongType(expected: "an object"))) {
            try Fields(try parse(text), path: "p")
        }
    }
}
