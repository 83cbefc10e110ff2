/// Reads a path in angle brackets (RFC 5321 §4.1.2, RFC 6531 §3.3).
///
/// Dots may stand anywhere in a local part, as in addresses that exist. A source route is read and forgotten
/// (RFC 5321 §F.2).
struct PathParser {
    /// More than RFC 5321 §4.5.3.1 asks for, since return paths that carry an address are long.
    static let maximumLocalPart = 256
    static let maximumDomain = 255

    private(set) var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

    /// The path, or nil and the rest is void. Its characters may be any of Unicode.
    mutating func path() -> MailPath? {
        guard take(.less) else { return nil }
        if take(.greater) { return .null }
        if rest.first == .at { guard sourceRoute() else { return nil } }
        guard let local = localPart() else { return nil }
        if take(.greater) { return local.lowercased() == "postmaster" ? MailPath(address: local) : nil }
        guard take(.at), let domain = domain(), take(.greater) else { return nil }
        return MailPath(address: "\(local)@\(domain)")
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard rest.first == byte else { return false }
        rest.removeFirst()
        return true
    }

    /// `@one,@two:`
    private mutating func sourceRoute() -> Bool {
        repeat {
            guard take(.at), domain() != nil else { return false }
        } while take(UInt8(ascii: ","))
        return take(.colon)
    }
}

extension PathParser {
    private mutating func localPart() -> String? {
        let raw: [UInt8]
        if take(.quote) {
            guard let quoted = quotedString() else { return nil }
            raw = quoted
        } else {
            let end = rest.firstIndex { !Self.isAtomOrDot($0) } ?? rest.endIndex
            raw = Array(rest[rest.startIndex..<end])
            rest = rest[end...]
        }
        guard !raw.isEmpty, raw.count <= Self.maximumLocalPart, let text = Self.text(raw) else { return nil }
        guard !raw.allSatisfy(Self.isAtomOrDot) else { return text }
        return Self.text([.quote] + raw.flatMap { $0 == .quote || $0 == .backslash ? [.backslash, $0] : [$0] } + [.quote])
    }

    /// What stands between the quotes, without its escapes.
    private mutating func quotedString() -> [UInt8]? {
        var content: [UInt8] = []
        while let byte = rest.popFirst() {
            switch byte {
            case .quote: return content
            case .backslash:
                guard let escaped = rest.popFirst(), (0x20...0x7E).contains(escaped) else { return nil }
                content.append(escaped)
            case 0x20...0x7E, 0x80...: content.append(byte)
            default: return nil
            }
        }
        return nil
    }

    private static func isAtomOrDot(_ byte: UInt8) -> Bool {
        byte.isASCIILetter || byte.isASCIIDigit || byte >= 0x80 || byte == .dot || atomMarks.contains(byte)
    }

    /// What an atom holds beside letters and digits (RFC 5322 §3.2.3).
    private static let atomMarks = Array("!#$%&'*+-/=?^_`{|}~".utf8)
}

extension PathParser {
    private mutating func domain() -> String? {
        let isLiteral = rest.first == UInt8(ascii: "[")
        let end = rest.firstIndex { isLiteral ? $0 == UInt8(ascii: "]") : !Self.isLabelOrDot($0) } ?? rest.endIndex
        let raw = rest[rest.startIndex..<end]
        rest = rest[end...]
        guard !raw.isEmpty, raw.count <= Self.maximumDomain, let text = Self.text(raw) else { return nil }
        if isLiteral {
            guard take(UInt8(ascii: "]")), AddressLiteral.isValid(text.dropFirst()) else { return nil }
            return text + "]"
        }
        return raw.split(separator: .dot, omittingEmptySubsequences: false).allSatisfy(Self.isLabel) ? text : nil
    }

    /// Labels with an underscore exist too.
    private static func isLabelOrDot(_ byte: UInt8) -> Bool {
        byte.isASCIILetter || byte.isASCIIDigit || byte >= 0x80 || byte == .dot || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: "_")
    }

    private static func isLabel(_ label: ArraySlice<UInt8>) -> Bool {
        guard let first = label.first, let last = label.last, label.count <= 63 || label.contains(where: { $0 >= 0x80 }) else {
            return false
        }
        return first != UInt8(ascii: "-") && last != UInt8(ascii: "-")
    }

    /// UTF-8 without control characters and separators of lines.
    private static func text(_ bytes: some Collection<UInt8>) -> String? {
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        let isClean = text.unicodeScalars.allSatisfy { scalar in
            !(scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || (0x2028...0x2029).contains(scalar.value))
        }
        return isClean ? text : nil
    }
}
