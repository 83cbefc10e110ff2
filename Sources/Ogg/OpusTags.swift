/// What a recording is called (RFC 7845 §5.2).
package struct OpusTags: Equatable, Sendable {
    /// Bytes of the longest text; a longer one is cut before the character that does not fit.
    package static let maxText = 1024
    /// Artists told; the rest are left out.
    package static let maxArtists = 32

    /// The program that made the file.
    package var vendor: String
    package var title: String?
    /// ISO 8601.
    package var date: String?
    package var artists: [String]

    package init(vendor: String, title: String? = nil, date: String? = nil, artists: [String] = []) {
        self.vendor = vendor
        self.title = title
        self.date = date
        self.artists = artists
    }

    var packet: [UInt8] {
        var comments: [[UInt8]] = []
        if let title { comments.append(Self.comment("TITLE", title)) }
        if let date { comments.append(Self.comment("DATE", date)) }
        comments += artists.prefix(Self.maxArtists).map { Self.comment("ARTIST", $0) }
        var bytes = Array("OpusTags".utf8)
        for (index, text) in ([Self.cut(vendor)] + comments).enumerated() {
            if index == 1 { bytes.appendLittleEndian(UInt32(comments.count)) }
            bytes.appendLittleEndian(UInt32(text.count))
            bytes += text
        }
        if comments.isEmpty { bytes.appendLittleEndian(UInt32(0)) }
        return bytes
    }

    private static func comment(_ name: String, _ text: String) -> [UInt8] { Array(name.utf8) + [0x3D] + cut(text) }

    private static func cut(_ text: String) -> [UInt8] {
        let bytes = Array(text.utf8.prefix(maxText + 1))
        guard bytes.count > maxText else { return bytes }
        let end = bytes.indices.last { bytes[$0] & 0xC0 != 0x80 } ?? 0
        return Array(bytes[..<end])
    }
}
