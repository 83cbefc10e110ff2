/// Encoded words in a header (RFC 2047), before they are decoded.
enum EncodedWord {
    /// The same field with the charsets of its words named as our converters are, languages dropped.
    ///
    /// An unknown charset gets a name no converter has: only converters of `CharsetLabel` are ever called.
    static func relabelled(_ value: [UInt8]) -> [UInt8] {
        guard value.contains(0x3D) else { return value }
        var result: [UInt8] = []
        result.reserveCapacity(value.count)
        var index = 0
        while index < value.count {
            result.append(value[index])
            index += 1
            guard value[index - 1] == 0x3D, index < value.count, value[index] == 0x3F else { continue }
            let label = value[(index + 1)...].prefix(50).prefix { $0 != 0x3F && $0 > 0x20 && $0 < 0x7F }
            guard !label.isEmpty, label.endIndex < value.count, value[label.endIndex] == 0x3F else { continue }
            let charset = String(decoding: label.prefix { $0 != 0x2A }, as: UTF8.self)
            let name = CharsetLabel.name(charset) ?? "x-none"
            result.append(0x3F)
            result.append(contentsOf: (name.lowercased() == charset.lowercased() ? charset : name).utf8)
            index = label.endIndex
        }
        return parted(result)
    }

    /// With an empty word after each base64 word that ends in padding, without which GMime 3.2 drops the base64 words that
    /// follow it. Blanks between encoded words count for nothing (RFC 2047 §6.2).
    private static func parted(_ value: [UInt8]) -> [UInt8] {
        let end: [UInt8] = [0x3D, 0x3F, 0x3D]
        var result: [UInt8] = [], index = 0
        while index < value.count {
            guard value[index...].starts(with: end) else {
                result.append(value[index])
                index += 1
                continue
            }
            result += end
            index += end.count
            let next = value[index...].drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D || $0 == 0x0A }
            if next.startIndex > index, next.starts(with: [0x3D, 0x3F]) { result += Array(" =?utf-8?q??=".utf8) }
        }
        return result
    }
}
