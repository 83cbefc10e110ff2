import Bytes

/// Bytes of a body as text, whatever their label says.
///
/// Labels are held as browsers hold them (WHATWG Encoding §4.2): what is called ISO-8859-1 is windows-1252, what is
/// called GB2312 is GB18030. A label that is unknown or proven wrong gives way to UTF-8 if the bytes are that, else
/// to windows-1252.
enum TextDecoding {
    /// The text with LF line ends, without a byte order mark, and U+FFFD for NUL and what is no character.
    static func text(_ bytes: [UInt8], charset label: String?) -> String {
        normalised(decoded(bytes[...], label: label))
    }

    private static func decoded(_ bytes: ArraySlice<UInt8>, label: String?) -> [UInt8] {
        let charset = label.map(CharsetLabel.name) ?? nil
        let error = bytes.withUnsafeBytes { UTF8Validator.firstError(in: $0) }
        switch charset {
        case nil, "UTF-8", "WINDOWS-1252":
            guard let error else { return Array(bytes) }
            if charset == "UTF-8", error > 0, bytes.prefix(error).contains(where: { $0 >= 0x80 }) { return repaired(bytes) }
            return GMime.convert(bytes, from: "WINDOWS-1252") ?? repaired(bytes)
        case .some(let name):
            return GMime.convert(bytes, from: name) ?? (error == nil ? Array(bytes) : repaired(bytes))
        }
    }

    private static func repaired(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        Array(String(decoding: bytes, as: UTF8.self).utf8)
    }

    private static func normalised(_ bytes: [UInt8]) -> String {
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        guard bytes.contains(where: { $0 == 0x0D || $0 == 0 }) else { return String(decoding: bytes[start...], as: UTF8.self) }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = start
        while index < bytes.count {
            switch bytes[index] {
            case 0x0D:
                result.append(0x0A)
                if index + 1 < bytes.count, bytes[index + 1] == 0x0A { index += 1 }
            case 0: result.append(contentsOf: [0xEF, 0xBF, 0xBD])
            case let byte: result.append(byte)
            }
            index += 1
        }
        return String(decoding: result, as: UTF8.self)
    }
}
