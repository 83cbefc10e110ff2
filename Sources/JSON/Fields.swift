/// Reads the members of one JSON object strictly: each of the expected type and within its limit.
///
/// For optional fields null is the same as absence.
package struct Fields {
    private let object: JSONObject
    private let path: String

    package init(_ value: JSONValue, path: String = "", allowing known: Set<String>? = nil) throws(FieldError) {
        guard case .object(let object) = value else {
            throw FieldError(path: path, kind: .wrongType(expected: "an object"))
        }
        self.object = object
        self.path = path
        if let known { try refuseUnknown { known.contains($0) } }
    }

    package func refuseUnknown(_ known: [String]) throws(FieldError) {
        try refuseUnknown { known.contains($0) }
    }

    private func refuseUnknown(unless isKnown: (String) -> Bool) throws(FieldError) {
        for member in object.members where !isKnown(member.key) { throw error(member.key, .unknown) }
    }

    /// True when the object has the key, even with null.
    package func has(_ key: String) -> Bool { object[key] != nil }

    package func value(_ key: String) -> JSONValue? { object[key] }

    /// A string of at most `max` bytes of UTF-8 and at least `min` characters.
    package func string(_ key: String, max bytes: Int, min: Int = 0) throws(FieldError) -> String {
        let text = try Self.string(try required(key), at: { pathTo(key) }, max: bytes)
        guard min == 0 || text.unicodeScalars.count >= min else {
            throw error(key, .outOfRange(expected: "at least \(min) character\(min == 1 ? "" : "s")"))
        }
        return text
    }

    package func optionalString(_ key: String, max: Int) throws(FieldError) -> String? {
        guard let value = present(key) else { return nil }
        return try Self.string(value, at: { pathTo(key) }, max: max)
    }

    package func integer(_ key: String, in range: ClosedRange<Int64>) throws(FieldError) -> Int64 {
        try integer(try required(key), key, range)
    }

    package func optionalInteger(_ key: String, in range: ClosedRange<Int64>) throws(FieldError) -> Int64? {
        guard let value = present(key) else { return nil }
        return try integer(value, key, range)
    }

    package func bool(_ key: String) throws(FieldError) -> Bool { try bool(try required(key), key) }

    package func optionalBool(_ key: String) throws(FieldError) -> Bool? {
        guard let value = present(key) else { return nil }
        return try bool(value, key)
    }

    /// An array of strings; absent is empty.
    package func strings(_ key: String, maxCount: Int, maxBytes: Int) throws(FieldError) -> [String] {
        guard let value = object[key] else { return [] }
        guard case .array(let elements) = value else {
            throw error(key, .wrongType(expected: "an array of strings"))
        }
        guard elements.count <= maxCount else { throw error(key, .tooLong(limit: maxCount, got: elements.count)) }
        var strings: [String] = []
        strings.reserveCapacity(elements.count)
        for (index, element) in elements.enumerated() {
            strings.append(try Self.string(element, at: { "\(pathTo(key))[\(index)]" }, max: maxBytes))
        }
        return strings
    }

    package func object(_ key: String) throws(FieldError) -> Fields {
        try Fields(try required(key), path: pathTo(key))
    }

    package func optionalObject(_ key: String) throws(FieldError) -> Fields? {
        guard let value = present(key) else { return nil }
        return try Fields(value, path: pathTo(key))
    }

    private func pathTo(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

    private func error(_ key: String, _ kind: FieldError.Kind) -> FieldError {
        FieldError(path: pathTo(key), kind: kind)
    }

    private func required(_ key: String) throws(FieldError) -> JSONValue {
        guard let value = object[key] else { throw error(key, .missing) }
        return value
    }

    private func present(_ key: String) -> JSONValue? {
        guard let value = object[key] else { return nil }
        if case .null = value { return nil }
        return value
    }

    private static func string(
        _ value: JSONValue, at path: () -> String, max: Int
    ) throws(FieldError) -> String {
        guard case .string(let text) = value else {
            throw FieldError(path: path(), kind: .wrongType(expected: "a string"))
        }
        let length = text.utf8.count
        guard length <= max else { throw FieldError(path: path(), kind: .tooLong(limit: max, got: length)) }
        return text
    }

    private func integer(
        _ value: JSONValue, _ key: String, _ range: ClosedRange<Int64>
    ) throws(FieldError) -> Int64 {
        guard case .integer(let integer) = value else { throw error(key, .wrongType(expected: "an integer")) }
        guard range.contains(integer) else {
            throw error(key, .outOfRange(expected: "\(range.lowerBound) to \(range.upperBound)"))
        }
        return integer
    }

    private func bool(_ value: JSONValue, _ key: String) throws(FieldError) -> Bool {
        guard case .bool(let bool) = value else { throw error(key, .wrongType(expected: "true or false")) }
        return bool
    }
}
