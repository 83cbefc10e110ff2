/// Ends of lines: LF in texts, CRLF in mails.
enum LineEnds {
    /// With LF for every CRLF and lone CR, and without NUL.
    static func unified(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 0x0D || $0 == 0 }) else { return text }
        var result: [UInt8] = [], last: UInt8 = 0
        result.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            if byte == 0x0D || byte == 0x0A && last != 0x0D {
                result.append(0x0A)
            } else if byte != 0x0A && byte != 0 {
                result.append(byte)
            }
            last = byte
        }
        return String(decoding: result, as: UTF8.self)
    }

    static func append(_ text: String, to output: inout [UInt8]) {
        for byte in text.utf8 {
            if byte == 0x0A { output.append(0x0D) }
            output.append(byte)
        }
    }
}
