/// What an S/MIME mail with its signature around the content says (RFC 8551 §3.5.2, CMS: RFC 5652 §5).
enum SignedContent {
    /// The MIME entity inside, or nil when these bytes are no SignedData with content.
    static func entity(_ bytes: [UInt8]) -> [UInt8]? {
        var reader = BERReader(bytes[...])
        guard reader.enter(0x30), reader.skip(objectIdentifier(2)), reader.enter(0xA0), reader.enter(0x30) else { return nil }
        guard reader.skip(tag: 0x02), reader.skip(tag: 0x31), reader.enter(0x30) else { return nil }
        guard reader.skip(objectIdentifier(1)), reader.enter(0xA0) else { return nil }
        var content: [UInt8] = []
        return reader.octets(into: &content) && !content.isEmpty ? content : nil
    }

    /// `1.2.840.113549.1.7.x`, with tag and length.
    private static func objectIdentifier(_ last: UInt8) -> [UInt8] {
        [0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, last]
    }
}

/// Walks BER forwards (X.690 §8); lengths may be indefinite.
struct BERReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

    /// Goes into a constructed element of that tag.
    mutating func enter(_ tag: UInt8) -> Bool { head().map { $0.tag == tag } ?? false }

    /// Passes over exactly these bytes.
    mutating func skip(_ bytes: [UInt8]) -> Bool {
        guard rest.starts(with: bytes) else { return false }
        rest = rest.dropFirst(bytes.count)
        return true
    }

    /// Passes over an element of that tag.
    mutating func skip(tag: UInt8) -> Bool { rest.first == tag && skipElement(depth: 0) }

    /// Takes an octet string, or the pieces of one in order.
    mutating func octets(into content: inout [UInt8], depth: Int = 0) -> Bool {
        guard depth < 8, let (tag, length) = head() else { return false }
        if tag == 0x04, let length {
            content.append(contentsOf: rest.prefix(length))
            rest = rest.dropFirst(length)
            return true
        }
        guard tag == 0x24 else { return false }
        let end = length.map { rest.startIndex + $0 }
        while end.map({ rest.startIndex < $0 }) ?? !rest.starts(with: [0, 0]) {
            guard octets(into: &content, depth: depth + 1) else { return false }
        }
        return end != nil || skip([0, 0])
    }

    private mutating func skipElement(depth: Int) -> Bool {
        guard depth < 16, let (_, length) = head() else { return false }
        if let length {
            rest = rest.dropFirst(length)
            return true
        }
        while !rest.starts(with: [0, 0]) {
            guard skipElement(depth: depth + 1) else { return false }
        }
        return skip([0, 0])
    }

    /// A tag of one byte and a length within what is left; nil for an indefinite one.
    private mutating func head() -> (tag: UInt8, length: Int?)? {
        guard let tag = rest.popFirst(), tag & 0x1F != 0x1F, let first = rest.popFirst() else { return nil }
        guard first != 0x80 else { return (tag, nil) }
        guard first > 0x80 else { return Int(first) <= rest.count ? (tag, Int(first)) : nil }
        let count = Int(first & 0x7F)
        guard count <= 4, rest.count >= count else { return nil }
        let length = rest.prefix(count).reduce(0) { $0 << 8 | Int($1) }
        rest = rest.dropFirst(count)
        return length <= rest.count ? (tag, length) : nil
    }
}
