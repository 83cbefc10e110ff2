/// Names of hosts and domains in presentation form, without the last dot (RFC 1035 §2.3.1, §5.1).
package enum DNSName {
    /// The limits of RFC 1035 §2.3.4, in bytes as they are sent.
    package static let maxLength = 255
    package static let maxLabel = 63

    /// The bytes of a name: a length and a label, again and again, and a zero.
    static func write(_ name: String) throws(DNSFault) -> [UInt8] {
        var bytes: [UInt8] = []
        for label in try labels(name) {
            bytes.append(UInt8(label.count))
            bytes += label
        }
        bytes.append(0)
        guard bytes.count <= maxLength else { throw .badName }
        return bytes
    }

    /// Whether a question may hold the name.
    package static func isValid(_ name: String) -> Bool { (try? write(name)) != nil }

    /// Labels without their escapes (`\.`, `\\`, `\046`). The root has none.
    private static func labels(_ name: String) throws(DNSFault) -> [[UInt8]] {
        guard name.utf8.count <= 4 * maxLength else { throw .badName }
        var labels: [[UInt8]] = [], label: [UInt8] = [], rest = name.utf8[...]
        if name == "." { return [] }
        while let byte = rest.popFirst() {
            guard byte < 0x80 else { throw .badName }
            if byte == UInt8(ascii: "\\") {
                label.append(try escaped(&rest))
            } else if byte == UInt8(ascii: ".") {
                guard !label.isEmpty else { throw .badName }
                labels.append(label)
                label = []
            } else {
                label.append(byte)
            }
        }
        if !label.isEmpty { labels.append(label) }
        guard !labels.isEmpty, labels.allSatisfy({ $0.count <= maxLabel }) else { throw .badName }
        return labels
    }

    private static func escaped(_ rest: inout Substring.UTF8View) throws(DNSFault) -> UInt8 {
        guard let first = rest.popFirst(), first < 0x80 else { throw .badName }
        guard let hundreds = digit(first) else { return first }
        guard let second = rest.popFirst(), let third = rest.popFirst() else { throw .badName }
        guard let tens = digit(second), let ones = digit(third) else { throw .badName }
        guard let byte = UInt8(exactly: hundreds * 100 + tens * 10 + ones) else { throw .badName }
        return byte
    }

    private static func digit(_ byte: UInt8) -> Int? { (0x30...0x39).contains(byte) ? Int(byte) - 0x30 : nil }

    /// A label for people and for `labels`.
    static func presentation(_ label: some Sequence<UInt8>) -> String {
        var text = ""
        for byte in label {
            switch byte {
            case UInt8(ascii: "."), UInt8(ascii: "\\"):
                text += "\\" + String(UnicodeScalar(byte))
            case 0x21...0x7E:
                text.unicodeScalars.append(UnicodeScalar(byte))
            default:
                let digits = String(byte)
                text += "\\" + String(repeating: "0", count: 3 - digits.count) + digits
            }
        }
        return text
    }

    /// Whether two names are one: case does not matter (RFC 4343), nor the last dot.
    package static func same(_ first: String, _ second: String) -> Bool { canonical(first) == canonical(second) }

    /// The name in lower case without its last dot.
    package static func canonical(_ name: some StringProtocol) -> String {
        var bytes = name.utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        if bytes.last == UInt8(ascii: "."), bytes.dropLast().last != UInt8(ascii: "\\") { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }
}
