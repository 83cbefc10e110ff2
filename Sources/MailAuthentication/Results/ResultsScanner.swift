/// Reads words, quoted strings and marks, over comments and white space (RFC 5322 §3.2, RFC 2045 §5.1).
struct ResultsScanner {
    private static let maxComments = 10
    private var rest: ArraySlice<UInt8>

    init(_ bytes: some Sequence<UInt8>) { rest = Array(bytes)[...] }

    var isAtEnd: Bool {
        mutating get {
            skip()
            return rest.isEmpty
        }
    }

    /// Takes a mark, if it comes next.
    mutating func take(_ mark: UInt8) -> Bool {
        skip()
        guard rest.first == mark else { return false }
        rest.removeFirst()
        return true
    }

    /// A keyword: letters, digits and hyphens, also the underscores some servers write.
    mutating func word() -> String? {
        skip()
        return taken { Octet.isLetter($0) || Octet.isDigit($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }
    }

    /// A token or a quoted string.
    mutating func value() -> String? {
        skip()
        if rest.first == UInt8(ascii: "\"") { return quoted() }
        return taken { (0x21...0x7E).contains($0) && !"()<>@,;:\\\"/[]?=".utf8.contains($0) || $0 >= 0x80 }
    }

    /// What a property is: a value or an address, which need not be quoted.
    mutating func propertyValue() -> String? {
        skip()
        if rest.first == UInt8(ascii: "\"") {
            guard let local = quoted() else { return nil }
            guard rest.first == UInt8(ascii: "@") else { return local }
            return local + (plain() ?? "")
        }
        return plain()
    }

    private mutating func plain() -> String? { taken { $0 > Octet.space && $0 != 0x7F && !";()\"".utf8.contains($0) } }

    private mutating func taken(_ isPart: (UInt8) -> Bool) -> String? {
        let bytes = rest.prefix(while: isPart)
        rest = rest.dropFirst(bytes.count)
        return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
    }

    private mutating func quoted() -> String? {
        var text: [UInt8] = [], left = rest.dropFirst()
        while let byte = left.popFirst() {
            switch byte {
            case UInt8(ascii: "\""):
                rest = left
                return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"):
                guard let next = left.popFirst() else { return nil }
                text.append(next)
            case Octet.carriageReturn, Octet.lineFeed: continue
            default: text.append(byte)
            }
        }
        return nil
    }

    /// White space and comments; one that does not end stays, and nothing can be read after it.
    private mutating func skip() {
        while let byte = rest.first {
            if Octet.isFolding(byte) {
                rest.removeFirst()
            } else if byte == UInt8(ascii: "("), let after = afterComment() {
                rest = after
            } else {
                return
            }
        }
    }

    private func afterComment() -> ArraySlice<UInt8>? {
        var left = rest, depth = 0
        while let byte = left.popFirst() {
            switch byte {
            case UInt8(ascii: "("): depth += 1
            case UInt8(ascii: ")"): depth -= 1
            case UInt8(ascii: "\\"): _ = left.popFirst()
            default: break
            }
            if depth == 0 { return left }
            guard depth <= Self.maxComments else { return nil }
        }
        return nil
    }
}
