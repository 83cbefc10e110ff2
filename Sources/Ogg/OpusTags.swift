/// What a recording is called (RFC 7845 §5.2).
package struct OpusTags: Equatable, Sendable {
    /// Bytes of the longest text; a longer one is cut before the character that does not fit.
    package static let maxText = 1024

    /// The program that made the file.
    package var vendor: String
    /// ISO 8601.
    package var date: String?

    package init(vendor: String, date: String? = nil) {
        self.vendor = vendor
        self.date = date
    }

    var packet: [UInt8] {
        let comments = date.map { [Array("DATE=".utf8) + Self.cut($0)] } ?? []
        var bytes = Array("OpusTags".utf8)
        bytes.appendText(Self.cut(vendor))
        bytes.appendLittleEndian(UInt32(comments.count))
        for comment in comments { bytes.appendText(comment) }
        return bytes
    }

    private static func cut(_ text: String) -> [UInt8] {
        let bytes = Array(text.utf8.prefix(maxText + 1))
        guard bytes.count > maxText else { return bytes }
        let end = bytes.indices.last { bytes[$0] & 0xC0 != 0x80 } ?? 0
        return Array(bytes[..<end])
    }
}

extension [UInt8] {
    fileprivate mutating func appendText(_ text: [UInt8]) {
        appendLittleEndian(UInt32(text.count))
        self += text
    }
}
