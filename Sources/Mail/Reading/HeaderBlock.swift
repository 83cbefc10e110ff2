/// The header of a mail or a part, cut into unfolded fields (RFC 5322 §2.2), and the body after it.
///
/// Lines that are no fields are passed over when fields follow, and are the body when none do; a block that begins
/// with one has no header at all (a mailbox's `From ` line excepted).
struct HeaderBlock {
    struct Field {
        let name: String
        /// Unfolded, not decoded, without NUL, at most `MailLimits.field` bytes.
        var value: [UInt8]
    }

    fileprivate(set) var fields: [Field] = []
    private(set) var body: ArraySlice<UInt8> = []

    init(_ bytes: ArraySlice<UInt8>) {
        var scanner = LineScanner(bytes)
        var size = 0
        var accepts = false
        /// Where lines began that are no fields, and no field came after.
        var strange: Int?
        var start = scanner.position
        while let line = scanner.next(), !line.isEmpty {
            defer { start = scanner.position }
            if start > bytes.startIndex, line.first == 0x20 || line.first == 0x09 {
                if accepts { Self.append(line, to: &fields[fields.count - 1].value, size: &size) }
            } else if let colon = Self.colon(in: line) {
                strange = nil
                accepts = fields.count < MailLimits.fields && size < MailLimits.header
                if accepts { add(line, colon, size: &size) }
            } else {
                accepts = false
                if start > bytes.startIndex || !line.starts(with: "From ".utf8) { strange = strange ?? start }
                if start == bytes.startIndex, strange != nil { break }
            }
        }
        body = strange.map { bytes[$0...] } ?? scanner.rest
    }

    private mutating func add(_ line: ArraySlice<UInt8>, _ colon: Int, size: inout Int) {
        var field = Field(name: String(decoding: line[..<colon].withoutBlanks, as: UTF8.self), value: [])
        size += field.name.utf8.count
        Self.append(line[(colon + 1)...].drop { $0 == 0x20 || $0 == 0x09 }, to: &field.value, size: &size)
        fields.append(field)
    }

    /// The first field of that name, given in lower case.
    func first(_ name: String) -> [UInt8]? {
        fields.first { $0.name.utf8.count == name.utf8.count && $0.name.lowercased() == name }?.value
    }

    private static func append(_ line: ArraySlice<UInt8>, to value: inout [UInt8], size: inout Int) {
        let room = min(MailLimits.field - value.count, MailLimits.header - size)
        guard room > 0 else { return }
        let piece = line.prefix(room)
        value.append(contentsOf: piece.lazy.filter { $0 != 0 })
        size += piece.count
    }

    /// Where a field's name ends: visible ASCII up to a colon, with blanks before it at most.
    private static func colon(in line: ArraySlice<UInt8>) -> Int? {
        guard let colon = line.prefix(200).firstIndex(of: 0x3A), colon > line.startIndex else { return nil }
        let name = line[..<colon].withoutBlanks
        return !name.isEmpty && name.allSatisfy { $0 > 0x20 && $0 < 0x7F } ? colon : nil
    }
}

extension ArraySlice<UInt8> {
    /// Without blanks at either end.
    var withoutBlanks: ArraySlice<UInt8> {
        let isBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D || $0 == 0x0A }
        guard let start = firstIndex(where: { !isBlank($0) }), let end = lastIndex(where: { !isBlank($0) }) else {
            return self[endIndex...]
        }
        return self[start...end]
    }
}

extension HeaderBlock {
    /// The same body as text without a type, for a multipart that is none.
    var asPlain: HeaderBlock {
        var copy = self
        copy.fields.removeAll { ["content-type", "content-disposition"].contains($0.name.lowercased()) }
        return copy
    }
}
