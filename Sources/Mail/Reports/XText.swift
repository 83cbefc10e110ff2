/// Text with `+40` for `@` (RFC 3461 §4).
enum XText {
    static func decode(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == 0x2B, index + 2 < bytes.count, let high = digit(bytes[index + 1]), let low = digit(bytes[index + 2])
            {
                let byte = high << 4 | low
                // Only what xtext must encode, so that `ada+b0@…` written plainly stays.
                if byte == 0x2B || byte == 0x3D || byte == 0x40 || byte < 0x21 || byte > 0x7E {
                    result.append(byte)
                    index += 3
                    continue
                }
            }
            result.append(bytes[index])
            index += 1
        }
        return text.contains("@") ? text : PlainLine.clean(String(decoding: result, as: UTF8.self))
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        default: nil
        }
    }
}

extension String {
    /// Without blanks at either end.
    var trimmingBlanks: String {
        var text = self[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
