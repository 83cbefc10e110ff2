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
        return result
    }
}
