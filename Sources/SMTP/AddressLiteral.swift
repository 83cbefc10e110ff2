/// An IP address in the place of a domain, without its brackets (RFC 5321 §4.1.3).
enum AddressLiteral {
    static func isValid(_ text: some StringProtocol) -> Bool {
        let prefix = "ipv6:"
        guard text.lowercased().hasPrefix(prefix) else { return isIPv4(text) }
        return isIPv6(String(text.dropFirst(prefix.count)))
    }

    private static func isIPv4(_ text: some StringProtocol) -> Bool {
        let parts = text.utf8.split(separator: .dot, omittingEmptySubsequences: false)
        return parts.count == 4
            && parts.allSatisfy { part in
                (1...3).contains(part.count) && part.allSatisfy(\.isASCIIDigit)
                    && part.reduce(0) { $0 * 10 + Int($1 - 0x30) } <= 255
            }
    }

    private static func isIPv6(_ text: String) -> Bool {
        let halves = text.split(separator: "::", omittingEmptySubsequences: false)
        guard halves.count <= 2 else { return false }
        var groups = 0
        for (index, half) in halves.enumerated() where !half.isEmpty {
            guard let count = groupCount(half, mayEndInIPv4: index == halves.count - 1) else { return false }
            groups += count
        }
        return halves.count == 2 ? groups <= 6 : groups == 8
    }

    private static func groupCount(_ text: Substring, mayEndInIPv4: Bool) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        var count = 0
        for (index, part) in parts.enumerated() {
            if mayEndInIPv4, index == parts.count - 1, isIPv4(part) {
                count += 2
            } else {
                guard (1...4).contains(part.utf8.count), part.utf8.allSatisfy(isHex) else { return nil }
                count += 1
            }
        }
        return count
    }

    private static func isHex(_ byte: UInt8) -> Bool {
        byte.isASCIIDigit || (0x61...0x66).contains(byte | 0x20) && byte.isASCIILetter
    }
}
