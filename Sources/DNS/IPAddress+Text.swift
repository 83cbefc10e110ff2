extension IPAddress: CustomStringConvertible {
    /// Reads `192.0.2.1`, or the text forms of RFC 4291 §2.2; nothing around them, no zone.
    package init?(_ text: some StringProtocol) {
        guard text.utf8.count <= 45 else { return nil }
        if text.utf8.contains(UInt8(ascii: ":")) {
            guard let value = Self.version6(text) else { return nil }
            self = .v6(value)
        } else {
            guard let value = Self.version4(text) else { return nil }
            self = .v4(value)
        }
    }

    /// The address in its canonical text (RFC 5952).
    package var description: String {
        switch self {
        case .v4: bytes.map(String.init).joined(separator: ".")
        case .v6(let value): Self.text(value)
        }
    }

    private static func version4(_ text: some StringProtocol) -> UInt32? {
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var value: UInt32 = 0
        for part in parts {
            guard (1...3).contains(part.count), part.count == 1 || part.first != UInt8(ascii: "0") else { return nil }
            guard part.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
            let number = part.reduce(0) { $0 * 10 + UInt32($1 & 0x0F) }
            guard number <= 255 else { return nil }
            value = value << 8 | number
        }
        return value
    }

    private static func version6(_ text: some StringProtocol) -> UInt128? {
        let colon = UInt8(ascii: ":"), bytes = Array(text.utf8)
        let gap = bytes.indices.dropLast().first { bytes[$0] == colon && bytes[$0 + 1] == colon }
        guard let gap else {
            guard let groups = groups(bytes), groups.count == 8 else { return nil }
            return joined(groups)
        }
        guard let head = groups(bytes[..<gap]), let tail = groups(bytes[(gap + 2)...]) else { return nil }
        guard !bytes[..<gap].contains(UInt8(ascii: ".")), head.count + tail.count <= 7 else { return nil }
        return joined(head + Array(repeating: 0, count: 8 - head.count - tail.count) + tail)
    }

    private static func joined(_ groups: [UInt16]) -> UInt128 { groups.reduce(0) { $0 << 16 | UInt128($1) } }

    /// Groups between colons, the last two perhaps written as an IPv4 address.
    private static func groups(_ bytes: some Collection<UInt8>) -> [UInt16]? {
        guard !bytes.isEmpty else { return [] }
        let parts = bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        var groups: [UInt16] = []
        for (index, part) in parts.enumerated() {
            let text = String(decoding: part, as: UTF8.self)
            if index == parts.count - 1, part.contains(UInt8(ascii: ".")) {
                guard let value = version4(text) else { return nil }
                groups += [UInt16(value >> 16), UInt16(truncatingIfNeeded: value)]
            } else {
                guard (1...4).contains(part.count), !part.contains(UInt8(ascii: "+")) else { return nil }
                guard let group = UInt16(text, radix: 16) else { return nil }
                groups.append(group)
            }
        }
        return groups
    }

    private static func text(_ value: UInt128) -> String {
        let groups = (0..<8).map { UInt16(truncatingIfNeeded: value >> (112 - 16 * UInt128($0))) }
        if groups[..<5].allSatisfy({ $0 == 0 }), groups[5] == 0xFFFF {
            return "::ffff:" + IPAddress.v4(UInt32(truncatingIfNeeded: value)).description
        }
        let hex = groups.map { String($0, radix: 16) }
        guard let gap = longestZeros(groups) else { return hex.joined(separator: ":") }
        return hex[..<gap.lowerBound].joined(separator: ":") + "::" + hex[gap.upperBound...].joined(separator: ":")
    }

    /// The first of the longest runs of two or more zeros.
    private static func longestZeros(_ groups: [UInt16]) -> Range<Int>? {
        var best: Range<Int>?, start = 0
        for index in 0...groups.count where index == groups.count || groups[index] != 0 {
            if index - start >= 2, index - start > best?.count ?? 0 { best = start..<index }
            start = index + 1
        }
        return best
    }
}
