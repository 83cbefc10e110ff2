import Testing

@testable import Mail

/// A mail's bytes taken apart by the letter of RFC 5322 and 2046, without leniency.
struct WrittenMail {
    let lines: [[UInt8]]
    /// Unfolded, in order, the names as written.
    let fields: [(name: String, value: String)]
    let body: [[UInt8]]

    init(_ mail: OutgoingMail) throws { try self.init(mail.bytes) }

    init(_ bytes: [UInt8]) throws {
        try self.init(lines: Self.lines(bytes))
    }

    private init(lines: [[UInt8]]) throws {
        self.lines = lines
        let end = try #require(lines.firstIndex(of: []))
        var fields: [(name: String, value: String)] = []
        for line in lines[..<end] {
            let text = String(decoding: line, as: UTF8.self)
            if text.hasPrefix(" ") {
                fields[fields.count - 1].value += text
            } else {
                let colon = try #require(text.firstIndex(of: ":"), "\(text)")
                fields.append((String(text[..<colon]), String(text[text.index(after: colon)...])))
            }
        }
        self.fields = fields.map { ($0.name, String($0.value.drop { $0 == " " })) }
        body = Array(lines[(end + 1)...])
    }

    func value(_ name: String) -> String? { fields.first { $0.name == name }?.value }

    /// The parts between the boundary's lines; nil when this is no multipart.
    func parts() throws -> [WrittenMail]? {
        let type = try #require(value("Content-Type"))
        guard type.hasPrefix("multipart/") else { return nil }
        let boundary = try #require(type.split(separator: "boundary=\"").last?.dropLast())
        let start = Array("--\(boundary)".utf8)
        let pieces = body.split(separator: start, omittingEmptySubsequences: false).dropFirst()
        return try pieces.enumerated().map { index, piece in
            let last = piece.firstIndex(of: start + Array("--".utf8))
            #expect((last != nil) == (index == pieces.count - 1))
            return try WrittenMail(lines: Array(piece[..<(last ?? piece.endIndex)]))
        }
    }

    /// `mixed(alternative(plain html) file)`.
    func structure() throws -> String {
        let type = try #require(value("Content-Type")).prefix { $0 != ";" }
        guard let parts = try parts() else { return String(type) }
        return try "\(type.split(separator: "/")[1])(" + parts.map { try $0.structure() }.joined(separator: " ") + ")"
    }

    /// Lines end with CRLF, and neither CR nor LF stands elsewhere.
    private static func lines(_ bytes: [UInt8]) throws -> [[UInt8]] {
        var lines: [[UInt8]] = [[]]
        var last: UInt8 = 0
        for byte in bytes {
            if byte == 0x0A {
                try #require(last == 0x0D)
                lines[lines.count - 1].removeLast()
                lines.append([])
            } else {
                try #require(last != 0x0D)
                lines[lines.count - 1].append(byte)
            }
            last = byte
        }
        try #require(lines.removeLast().isEmpty, "The last line has its end, too.")
        return lines
    }
}

/// A small mail to change for a test.
func smallMail(_ change: (inout OutgoingMail) -> Void = { _ in }) -> OutgoingMail {
    var mail = OutgoingMail(
        from: Mailbox(name: "Eva", address: "eva@a.example"), to: Mailbox(address: "bo@b.example"), subject: "Hello",
        messageID: "<1.2@a.example>", date: 1_795_000_000_123, text: "Hi\n")
    change(&mail)
    return mail
}
