/// HTML being written. Markup is ours alone (`StaticString`, or what was written so before); all else is escaped.
struct HTMLText: Sendable {
    private(set) var bytes: [UInt8] = []

    var count: Int { bytes.count }
    var string: String { String(decoding: bytes, as: UTF8.self) }

    mutating func markup(_ markup: StaticString) {
        markup.withUTF8Buffer { bytes += $0 }
    }

    mutating func append(_ other: HTMLText) { bytes += other.bytes }

    mutating func text(_ text: String) { self.text(text.utf8) }

    /// Text or the value of an attribute in double quotes.
    mutating func text(_ text: some Sequence<UInt8>) {
        for byte in text {
            switch byte {
            case UInt8(ascii: "<"): bytes += "&lt;".utf8
            case UInt8(ascii: ">"): bytes += "&gt;".utf8
            case UInt8(ascii: "&"): bytes += "&amp;".utf8
            case UInt8(ascii: "\""): bytes += "&quot;".utf8
            case UInt8(ascii: "'"): bytes += "&#39;".utf8
            case 0x00..<0x09, 0x0B..<0x20, 0x7F: continue
            default: bytes.append(byte)
            }
        }
    }

    mutating func number(_ number: Int) { bytes += String(number).utf8 }
}
