/// Text as mail carries it (RFC 2045 §6).
enum QuotedPrintable {
    /// Whether the text can be sent as it is: short lines of ASCII nobody on the way would change.
    static func isNeeded(_ text: String) -> Bool {
        var column = 0, last: UInt8 = 0x0A
        for byte in text.utf8 {
            if byte == 0x0A {
                if last == 0x20 || last == 0x09 { return true }
                column = 0
            } else {
                guard byte >= 0x20 && byte < 0x7F || byte == 0x09 else { return true }
                // A boundary has `=_`; "From " at the start of a line gets a `>` from mailbox files.
                if byte == 0x5F && last == 0x3D { return true }
                column += 1
                if column > FieldWriter.width { return true }
            }
            last = byte
        }
        return last == 0x20 || last == 0x09 || text.hasPrefix("From ") || text.contains("\nFrom ")
    }

    /// Appends the text with soft line breaks that split no character.
    static func append(_ text: String, to output: inout [UInt8]) {
        for line in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
            append(line: line, to: &output)
            output.append(0x0D)
            output.append(0x0A)
        }
        output.removeLast(2)
    }

    private static func append(line: Substring.UTF8View, to output: inout [UInt8]) {
        var column = 0, index = line.startIndex
        let isFrom = line.starts(with: "From ".utf8)
        while index < line.endIndex {
            let byte = line[index]
            let next = line.index(after: index)
            let isLast = next == line.endIndex
            let isBlank = byte == 0x20 || byte == 0x09
            let isPlain = byte > 0x20 && byte < 0x7F && byte != 0x3D || isBlank && !isLast
            let encodes = !isPlain || isFrom && column == 0
            // Room for a whole character of up to four bytes, and for the `=` of a soft break.
            let needed = encodes ? (byte >= 0xC0 ? width(byte) : byte >= 0x80 ? 0 : 3) : 1
            if column + needed > 75 {
                output.append(contentsOf: [0x3D, 0x0D, 0x0A])
                column = 0
            }
            column += encodes ? 3 : 1
            if encodes { append(encoded: byte, to: &output) } else { output.append(byte) }
            index = next
        }
    }

    private static func append(encoded byte: UInt8, to output: inout [UInt8]) {
        func digit(_ value: UInt8) -> UInt8 { value < 10 ? value &+ 0x30 : value &+ 0x37 }
        output.append(0x3D)
        output.append(digit(byte >> 4))
        output.append(digit(byte & 0x0F))
    }

    /// Bytes the character takes that begins with this one.
    private static func width(_ lead: UInt8) -> Int {
        lead >= 0xF0 ? 12 : lead >= 0xE0 ? 9 : 6
    }
}
