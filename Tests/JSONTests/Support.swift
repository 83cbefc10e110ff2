import JSON

func parse(_ text: String, limits: JSONLimits = .init()) throws -> JSONValue {
    try JSONParser.parse(Array(text.utf8), limits: limits)
}

/// The error of a text that must be refused.
func refusal(_ bytes: [UInt8], limits: JSONLimits = .init()) -> JSONSyntaxError? {
    do throws(JSONSyntaxError) {
        _ = try JSONParser.parse(bytes, limits: limits)
        return nil
    } catch {
        return error
    }
}

func refusal(_ text: String, limits: JSONLimits = .init()) -> JSONSyntaxError? {
    refusal(Array(text.utf8), limits: limits)
}

func written(_ write: (inout JSONWriter) -> Void) -> String {
    var writer = JSONWriter()
    write(&writer)
    return String(decoding: writer.bytes, as: UTF8.self)
}

func object(_ members: (String, JSONValue)...) -> JSONValue {
    .object(JSONObject(members: members.map { (key: $0.0, value: $0.1) }))
}

/// A generator whose numbers are the same on every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
