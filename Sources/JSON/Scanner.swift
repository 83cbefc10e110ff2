/// One walk over a JSON text. `at` never passes `count`, and every byte is read below `count`.
struct Scanner {
    let bytes: UnsafeRawBufferPointer
    let count: Int
    let limits: JSONLimits
    var at = 0

    init(bytes: UnsafeRawBufferPointer, limits: JSONLimits) {
        self.bytes = bytes
        self.count = bytes.count
        self.limits = limits
    }

    /// The byte at the cursor, or 0 at the end: 0 begins nothing in JSON.
    @inline(__always)
    var byte: UInt8 { at < count ? bytes[at] : 0 }

    @inline(__always)
    mutating func skipSpace() {
        while at < count {
            let byte = bytes[at]
            guard byte <= 0x20, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
            at &+= 1
        }
    }

    /// Takes one byte, or says false and stays.
    @inline(__always)
    mutating func take(_ expected: UInt8) -> Bool {
        guard byte == expected else { return false }
        at &+= 1
        return true
    }

    mutating func value(depth: Int) throws(JSONSyntaxError) -> JSONValue {
        switch byte {
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "{"): return try object(depth: depth &+ 1)
        case UInt8(ascii: "["): return try array(depth: depth &+ 1)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: throw .unexpected(offset: at)
        }
    }

    private mutating func word(_ word: StaticString, _ value: JSONValue) throws(JSONSyntaxError) -> JSONValue {
        let length = word.utf8CodeUnitCount
        for offset in 0..<length {
            guard byte == word.utf8Start[offset] else { throw .unexpected(offset: at) }
            at &+= 1
        }
        return value
    }

    private mutating func array(depth: Int) throws(JSONSyntaxError) -> JSONValue {
        guard depth <= limits.depth else { throw .tooDeep }
        at &+= 1
        var elements: [JSONValue] = []
        skipSpace()
        if take(UInt8(ascii: "]")) { return .array(elements) }
        while true {
            guard elements.count < limits.members else { throw .tooMany }
            elements.append(try value(depth: depth))
            skipSpace()
            if take(UInt8(ascii: ",")) { skipSpace() } else { break }
        }
        guard take(UInt8(ascii: "]")) else { throw .unexpected(offset: at) }
        return .array(elements)
    }

    private mutating func object(depth: Int) throws(JSONSyntaxError) -> JSONValue {
        guard depth <= limits.depth else { throw .tooDeep }
        at &+= 1
        skipSpace()
        if take(UInt8(ascii: "}")) { return .object(JSONObject()) }
        var members: [(key: String, value: JSONValue)] = []
        members.reserveCapacity(6)
        var keys = KeySet()
        while true {
            guard members.count < limits.members else { throw .tooMany }
            let key = try memberKey()
            guard keys.insert(key, after: members) else { throw .duplicateKey }
            members.append((key, try value(depth: depth)))
            skipSpace()
            if take(UInt8(ascii: ",")) { skipSpace() } else { break }
        }
        guard take(UInt8(ascii: "}")) else { throw .unexpected(offset: at) }
        return .object(JSONObject(members: members))
    }

    /// A key and its colon.
    private mutating func memberKey() throws(JSONSyntaxError) -> String {
        guard byte == UInt8(ascii: "\"") else { throw .unexpected(offset: at) }
        let key = try string()
        skipSpace()
        guard take(UInt8(ascii: ":")) else { throw .unexpected(offset: at) }
        skipSpace()
        return key
    }
}
