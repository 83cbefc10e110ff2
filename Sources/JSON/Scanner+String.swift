import Bytes

extension Scanner {
    /// A string; the cursor stands on its opening quote.
    mutating func string() throws(JSONSyntaxError) -> String {
        let start = at &+ 1
        at = start
        let high = try skipPlain()
        let text = UnsafeRawBufferPointer(rebasing: bytes[start..<at])
        if byte == UInt8(ascii: "\"") {
            at &+= 1
            if high != 0 { try checkUTF8(text, at: start) }
            return String(decoding: text, as: UTF8.self)
        }
        return try escapedString(start: start, high: high)
    }

    /// Moves to the next quote or backslash; the bytes passed, all or-ed together, have bit 7 set unless they were ASCII.
    @inline(__always)
    private mutating func skipPlain() throws(JSONSyntaxError) -> UInt64 {
        var high: UInt64 = 0
        var cursor = at
        let bytes = bytes, count = count
        while count &- cursor >= 8 {
            let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: cursor, as: UInt64.self))
            let stops = StringBytes.stops(in: word)
            high |= word & StringBytes.highs
            guard stops == 0 else {
                cursor &+= stops.trailingZeroBitCount / 8
                break
            }
            cursor &+= 8
        }
        while cursor < count {
            let byte = bytes[cursor]
            if StringBytes.isStop(byte) { break }
            high |= UInt64(byte & 0x80)
            cursor &+= 1
        }
        at = cursor
        guard cursor < count, bytes[cursor] >= 0x20 else { throw .badString(offset: cursor) }
        return high
    }

    private func checkUTF8(_ text: UnsafeRawBufferPointer, at start: Int) throws(JSONSyntaxError) {
        if let error = UTF8Validator.firstError(in: text) { throw .badUTF8(offset: start &+ error) }
    }

    /// The rest of a string whose first backslash is at the cursor.
    private mutating func escapedString(start: Int, high: UInt64) throws(JSONSyntaxError) -> String {
        var high = high
        while bytes[at] == UInt8(ascii: "\\") {
            at &+= 1
            guard at < count else { throw .badString(offset: at) }
            at &+= 1
            high |= try skipPlain()
        }
        let raw = UnsafeRawBufferPointer(rebasing: bytes[start..<at])
        at &+= 1
        if high != 0 { try checkUTF8(raw, at: start) }
        var failed: Int?
        let text = String(unsafeUninitializedCapacity: raw.count) { output in
            var unescaper = Unescaper(input: raw, output: output)
            if !unescaper.run() { failed = unescaper.read }
            return unescaper.written
        }
        if let failed { throw .badString(offset: start &+ failed) }
        return text
    }
}
