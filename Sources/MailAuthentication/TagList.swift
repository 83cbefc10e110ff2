import Bytes

/// `name=value` pairs between semicolons (RFC 6376 §3.2), also of DMARC's records.
struct TagList {
    static let maxTags = 64

    private var values: [String: String] = [:]
    /// The names in order.
    private(set) var names: [String] = []

    /// Nil for bytes that are no list, and for one in which a name stands twice.
    init?(_ bytes: ArraySlice<UInt8>) {
        let parts = bytes.split(separator: UInt8(ascii: ";"), maxSplits: Self.maxTags, omittingEmptySubsequences: false)
        guard parts.count <= Self.maxTags else { return nil }
        for (index, part) in parts.enumerated() {
            let item = Text.trimmed(part)
            if item.isEmpty, index == parts.count - 1, index > 0 { break }
            guard let equals = item.firstIndex(of: UInt8(ascii: "=")) else { return nil }
            let name = Text.trimmed(item[..<equals])
            guard let first = name.first, Octet.isLetter(first), name.allSatisfy(Self.isNameByte) else { return nil }
            let key = String(decoding: name, as: UTF8.self)
            let value = String(decoding: Text.trimmed(item[(equals + 1)...]), as: UTF8.self)
            guard values.updateValue(value, forKey: key) == nil else { return nil }
            names.append(key)
        }
    }

    init?(_ text: String) { self.init(Array(text.utf8)[...]) }

    subscript(name: String) -> String? { values[name] }

    /// The bytes of a value in base 64, between which there may be white space; the padding may be missing.
    func bytes(_ name: String, maxBytes: Int) -> [UInt8]? {
        guard let value = values[name], value.utf8.count <= 4 * maxBytes else { return nil }
        var characters = value.utf8.filter { !Octet.isFolding($0) }
        while characters.last == UInt8(ascii: "=") { characters.removeLast() }
        characters += Array(repeating: UInt8(ascii: "="), count: (4 - characters.count % 4) % 4)
        return Base64.decode(String(decoding: characters, as: UTF8.self), maxBytes: maxBytes)
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        Octet.isLetter(byte) || Octet.isDigit(byte) || byte == UInt8(ascii: "_")
    }
}
