/// Identifiers of messages (RFC 5322 §3.6.4).
enum MessageID {
    /// All in a field's value, with their angle brackets; a lone one without brackets is taken, too.
    static func all(in value: [UInt8]) -> [String] {
        var found: [String] = []
        var start: Int?
        for (index, byte) in value.enumerated() where found.count < MailLimits.references {
            if byte == 0x3C { start = index + 1 }
            guard byte == 0x3E, let from = start else { continue }
            start = nil
            if let id = id(value[from..<index]) { found.append(id) }
        }
        if found.isEmpty, !value.contains(0x3C), let id = id(value[...].withoutBlanks), id.contains("@") { found.append(id) }
        return found
    }

    /// Folding may have put blanks into it; anything else but visible characters is refused.
    private static func id(_ bytes: ArraySlice<UInt8>) -> String? {
        let visible = bytes.filter { $0 != 0x20 && $0 != 0x09 }
        guard (1...900).contains(visible.count), visible.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else { return nil }
        return "<" + String(decoding: visible, as: UTF8.self) + ">"
    }
}
