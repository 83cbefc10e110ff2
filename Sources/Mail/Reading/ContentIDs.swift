/// The parts an HTML body shows, by their identifiers (RFC 2392).
struct ContentIDs {
    private var names: Set<String> = []

    init(in html: String) {
        let scheme = Array("cid:".utf8)
        var rest = Array(html.utf8)[...]
        while names.count < MailLimits.parts, let colon = LineScanner.index(of: 0x3A, in: rest) {
            let word = rest[..<colon].suffix(3)
            rest = rest[(colon + 1)...]
            guard word.count == 3, word.map({ $0 | 0x20 }).elementsEqual(scheme.dropLast()) else { continue }
            let name = rest.prefix(500).prefix { $0 > 0x20 && !Self.ends.contains($0) }
            names.insert(String(decoding: name, as: UTF8.self))
        }
    }

    /// `"`, `'`, `)`, `<`, `>`
    private static let ends: [UInt8] = [0x22, 0x27, 0x29, 0x3C, 0x3E]

    /// The files with those that are shown marked as inline.
    func marking(_ files: [MailFile]) -> [MailFile] {
        files.map { file in
            guard let id = file.contentID, !file.isInline, names.contains(id) else { return file }
            return MailFile(name: file.name, type: file.type, contentID: id, isInline: true, bytes: file.bytes)
        }
    }
}
