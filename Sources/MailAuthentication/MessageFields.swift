/// Where the header fields and the body of a message are (RFC 5322 §2.1). Lines end with CRLF or a bare LF.
struct MessageFields {
    static let maxFields = 1000
    static let maxHeaderBytes = 256 * 1024

    struct Field {
        /// In lower case.
        let name: String
        /// From the name's first byte to before the last line's end.
        let range: Range<Int>
        /// Where the value begins: after the colon.
        let value: Int
    }

    private(set) var fields: [Field] = []
    private(set) var body = 0

    /// Nil for a header that is none, or longer than is read.
    init?(_ message: [UInt8]) {
        let fields = message.withUnsafeBufferPointer { Self.fields($0, body: &body) }
        guard let fields else { return nil }
        self.fields = fields
    }

    /// The places of the fields of each name, in order.
    var places: [String: [Int]] { Dictionary(grouping: fields.indices) { fields[$0].name } }

    private static func fields(_ bytes: UnsafeBufferPointer<UInt8>, body: inout Int) -> [Field]? {
        var fields: [Field] = [], start = 0
        while start < bytes.count {
            guard let line = lineEnd(bytes, from: start) else { return nil }
            if line.content == start {
                body = line.next
                return fields
            }
            if Octet.isBlank(bytes[start]) {
                guard let last = fields.popLast() else { return nil }
                fields.append(Field(name: last.name, range: last.range.lowerBound..<line.content, value: last.value))
            } else {
                guard fields.count < maxFields, let field = field(bytes, start..<line.content) else { return nil }
                fields.append(field)
            }
            start = line.next
        }
        body = bytes.count
        return fields
    }

    private static func field(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) -> Field? {
        guard let colon = line.first(where: { bytes[$0] == UInt8(ascii: ":") }) else { return nil }
        var end = colon
        while end > line.lowerBound, Octet.isBlank(bytes[end - 1]) { end -= 1 }
        guard end > line.lowerBound, bytes[line.lowerBound..<end].allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
        return Field(name: Text.lower(bytes[line.lowerBound..<end]), range: line, value: colon + 1)
    }

    /// Where the content of a line ends and the next line begins.
    private static func lineEnd(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> (content: Int, next: Int)? {
        var at = start
        while at < bytes.count, bytes[at] != Octet.lineFeed {
            guard at < maxHeaderBytes else { return nil }
            at += 1
        }
        guard at < bytes.count else { return (at, at) }
        return (at > start && bytes[at - 1] == Octet.carriageReturn ? at - 1 : at, at + 1)
    }
}
