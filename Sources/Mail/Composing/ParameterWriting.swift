internal import Bytes

/// Parameters of MIME fields as they are written (RFC 2045 §5.1, RFC 2231).
enum ParameterWriting {
    /// One parameter, or as many as its value takes.
    static func pieces(_ name: String, _ value: String) -> [String] {
        if !WordEncoding.isNeeded(value), value.utf8.count <= width {
            let isToken = !value.isEmpty && value.utf8.allSatisfy(ASCIISet.attribute.contains)
            return [name + "=" + (isToken ? value : MailboxWriting.quoted(value))]
        }
        let parts = extended(value)
        if parts.count == 1 { return ["\(name)*=utf-8''\(parts[0])"] }
        return parts.enumerated().map { "\(name)*\($0)*=" + ($0 == 0 ? "utf-8''" : "") + $1 }
    }

    /// The value in ASCII, for programs that know no extended parameters.
    static func fallback(_ value: String) -> String {
        var result = ""
        for character in value {
            if !character.isASCII, result.last == "_" { continue }
            result.append(character.isASCII && character != "?" && character != "=" ? character : "_")
        }
        guard result.utf8.count > width else { return result }
        let ending = result.lastIndex(of: ".").map { result[$0...].suffix(12) } ?? ""
        return String(result.prefix(width - ending.count)) + ending
    }

    /// Percent-encoded, in parts that keep scalars whole.
    private static func extended(_ value: String) -> [String] {
        var parts = [""]
        for scalar in value.unicodeScalars {
            let written = String(scalar).utf8.map {
                ASCIISet.attribute.contains($0) ? String(Unicode.Scalar($0)) : "%" + Hex.encode([$0]).uppercased()
            }.joined()
            if parts[parts.count - 1].utf8.count + written.utf8.count > width - 8 { parts.append("") }
            parts[parts.count - 1] += written
        }
        return parts
    }

    /// Bytes of a value that fit a line with their name.
    private static let width = 56
}
