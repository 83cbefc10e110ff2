/// Reads one JSON text, strictly (RFC 8259): valid UTF-8, no lone surrogates, no duplicate keys, finite numbers.
package enum JSONParser {
    package static func parse(_ bytes: [UInt8], limits: JSONLimits = .init()) throws(JSONSyntaxError) -> JSONValue {
        let outcome = bytes.withUnsafeBytes { buffer in
            Result { () throws(JSONSyntaxError) in try parse(buffer, limits: limits) }
        }
        return try outcome.get()
    }

    package static func parse(
        _ bytes: UnsafeRawBufferPointer, limits: JSONLimits = .init()
    ) throws(JSONSyntaxError) -> JSONValue {
        guard bytes.count <= limits.bytes else { throw .tooLong }
        var scanner = Scanner(bytes: bytes, limits: limits)
        scanner.skipSpace()
        let value = try scanner.value(depth: 0)
        scanner.skipSpace()
        guard scanner.at == scanner.count else { throw .trailing(offset: scanner.at) }
        return value
    }
}
