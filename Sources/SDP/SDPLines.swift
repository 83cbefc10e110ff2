/// One line (RFC 8866 §5): a letter and what is said.
struct SDPLine {
    let number: Int
    let letter: UInt8
    let value: Substring

    func malformed(_ what: String) -> SDPError { SDPError(line: number, problem: .malformed(what)) }
}

/// Cuts a description into its lines. They may end with CRLF or LF alone, and empty ones may follow the last.
enum SDPLines {
    static func split(_ bytes: [UInt8]) throws(SDPError) -> [SDPLine] {
        guard bytes.count <= SDPLimit.bytes else { throw SDPError(line: 0, problem: .tooLong) }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw SDPError(line: 0, problem: .notUTF8) }
        var pieces = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        while let last = pieces.last, last.isEmpty || last.elementsEqual([UInt8(ascii: "\r")]) { pieces.removeLast() }
        guard pieces.count <= SDPLimit.lines else { throw SDPError(line: 0, problem: .tooMany("lines")) }
        var lines: [SDPLine] = []
        lines.reserveCapacity(pieces.count)
        for (index, piece) in pieces.enumerated() { lines.append(try line(piece, number: index + 1)) }
        return lines
    }

    private static func line(_ piece: Substring.UTF8View, number: Int) throws(SDPError) -> SDPLine {
        let bytes = piece.last == UInt8(ascii: "\r") ? piece.dropLast() : piece
        guard bytes.count <= SDPLimit.line else { throw SDPError(line: number, problem: .lineTooLong) }
        guard bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }) else {
            throw SDPError(line: number, problem: .controlCharacter)
        }
        guard let letter = bytes.first, bytes.dropFirst().first == UInt8(ascii: "=") else {
            throw SDPError(line: number, problem: .badLine)
        }
        return SDPLine(number: number, letter: letter, value: Substring(bytes.dropFirst(2)))
    }
}
