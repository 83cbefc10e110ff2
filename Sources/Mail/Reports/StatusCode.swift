/// Codes that say what became of a mail, found in text.
enum StatusCode {
    /// The first enhanced status code (RFC 3463 §2): `5.1.1`.
    static func find(in text: String) -> String? {
        let bytes = Array(text.utf8.prefix(4_000))
        var index = 0
        while index < bytes.count {
            let isStart = index == 0 || !(isDigit(bytes[index - 1]) || bytes[index - 1] == 0x2E)
            if isStart, [0x32, 0x34, 0x35].contains(bytes[index]), let code = code(bytes[index...]) { return code }
            index += 1
        }
        return nil
    }

    /// The first reply code of a refusal (RFC 5321 §4.2): 400 to 599.
    static func reply(in text: String) -> Int? {
        for word in text.utf8.prefix(4_000).split(whereSeparator: { !isDigit($0) && $0 != 0x2E }) where word.count == 3 {
            if let code = Int(String(decoding: word, as: UTF8.self)), (400..<600).contains(code) { return code }
        }
        return nil
    }

    private static func code(_ bytes: ArraySlice<UInt8>) -> String? {
        let word = bytes.prefix { isDigit($0) || $0 == 0x2E }.prefix(12)
        let numbers = word.split(separator: 0x2E, omittingEmptySubsequences: false)
        let counts = numbers.map(\.count)
        guard counts.first == 1, counts.count == 3 || (counts.count == 4 && counts[3] == 0) else { return nil }
        guard (1...3).contains(counts[1]), (1...3).contains(counts[2]) else { return nil }
        return numbers.prefix(3).map { String(decoding: $0, as: UTF8.self) }.joined(separator: ".")
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
}
