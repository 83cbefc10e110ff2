/// One macro between its braces (RFC 7208 §7.1).
struct SPFMacro: Equatable {
    /// In lower case.
    let letter: UInt8
    /// How many parts are kept, from the right.
    let count: Int?
    let isReversed: Bool
    let delimiters: [UInt8]
    let isEscaped: Bool

    init?(_ bytes: ArraySlice<UInt8>) {
        var rest = bytes
        guard let first = rest.popFirst(), "slodipvh".utf8.contains(first | 0x20), Octet.isLetter(first) else { return nil }
        letter = first | 0x20
        isEscaped = first != letter
        let digits = rest.prefix(while: Octet.isDigit)
        rest = rest.dropFirst(digits.count)
        // More parts than any text has are all of them.
        count = digits.isEmpty ? nil : digits.reduce(0) { min($0 * 10 + Int($1 & 15), 1000) }
        guard count != 0 else { return nil }
        isReversed = rest.first.map { $0 | 0x20 == UInt8(ascii: "r") } ?? false
        if isReversed { rest = rest.dropFirst() }
        guard rest.allSatisfy({ ".-+,/_=".utf8.contains($0) }) else { return nil }
        delimiters = rest.isEmpty ? [UInt8(ascii: ".")] : Array(rest)
    }

    /// The value in parts, turned and cut, joined by dots (RFC 7208 §7.3).
    func transform(_ value: String) -> String {
        var parts = value.utf8.split(omittingEmptySubsequences: false) { delimiters.contains($0) }.map {
            String(decoding: $0, as: UTF8.self)
        }
        if isReversed { parts.reverse() }
        let text = parts.suffix(count ?? parts.count).joined(separator: ".")
        return isEscaped ? Self.escape(text) : text
    }

    /// All but unreserved characters as percent signs and digits (RFC 3986 §2.1).
    private static func escape(_ text: String) -> String {
        var output = ""
        for byte in text.utf8 {
            if Octet.isLetter(byte) || Octet.isDigit(byte) || "-._~".utf8.contains(byte) {
                output.unicodeScalars.append(UnicodeScalar(byte))
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                output += "%" + (digits.utf8.count == 1 ? "0" : "") + digits
            }
        }
        return output
    }
}
