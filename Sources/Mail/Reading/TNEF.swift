/// The attachments inside a `winmail.dat` (MS-OXTNEF); its own text is passed over.
enum TNEF {
    private struct Attachment {
        var name = ""
        var longName: String?
        var type: String?
        var contentID: String?
        var bytes: [UInt8] = []
    }

    /// The attachments, or nil when these bytes are not TNEF, broken, or bring none.
    static func files(_ bytes: [UInt8]) -> [MailFile]? {
        var reader = LittleEndianReader(bytes[...])
        guard reader.uint32() == 0x223E_9F78, reader.uint16() != nil else { return nil }
        var attachments: [Attachment] = []
        while attachments.count < MailLimits.parts, reader.uint8() != nil {
            guard let attribute = reader.uint32(), let length = reader.uint32(), let value = reader.take(Int(length)) else { break }
            _ = reader.uint16()
            if attribute == 0x0006_9002 { attachments.append(Attachment()) }
            guard !attachments.isEmpty else { continue }
            read(attribute, value, into: &attachments[attachments.count - 1])
        }
        let files = attachments.filter { !$0.bytes.isEmpty }.map { attachment in
            let type = attachment.type ?? "application/octet-stream"
            let name = attachment.longName ?? attachment.name
            return MailFile(
                name: FileName.safe(name, type: type), type: type, contentID: attachment.contentID, bytes: attachment.bytes)
        }
        return files.isEmpty ? nil : files
    }

    private static func read(_ attribute: UInt32, _ value: ArraySlice<UInt8>, into attachment: inout Attachment) {
        switch attribute {
        case 0x0001_8010: attachment.name = string(value)
        case 0x0006_800F: attachment.bytes = Array(value)
        case 0x0006_9005: properties(value, into: &attachment)
        default: break
        }
    }

    /// MAPI properties of one attachment.
    private static func properties(_ value: ArraySlice<UInt8>, into attachment: inout Attachment) {
        var reader = LittleEndianReader(value)
        guard let count = reader.uint32() else { return }
        for _ in 0..<min(count, 500) {
            guard let kind = reader.uint16(), let tag = reader.uint16() else { return }
            if tag >= 0x8000, !skipName(&reader) { return }
            guard let values = self.values(kind, &reader) else { return }
            guard let first = values.first else { continue }
            switch tag {
            case 0x3707: attachment.longName = text(first, kind)
            case 0x3704 where attachment.name.isEmpty: attachment.name = text(first, kind)
            case 0x370E: attachment.type = mediaType(text(first, kind))
            case 0x3712: attachment.contentID = text(first, kind)
            case 0x3701 where kind == 0x0102 && attachment.bytes.isEmpty: attachment.bytes = Array(first)
            default: break
            }
        }
    }

    private static func skipName(_ reader: inout LittleEndianReader) -> Bool {
        guard reader.take(16) != nil, let kind = reader.uint32() else { return false }
        guard let number = reader.uint32() else { return false }
        return kind == 0 || reader.take(padded(number)) != nil
    }

    private static func values(_ kind: UInt16, _ reader: inout LittleEndianReader) -> [ArraySlice<UInt8>]? {
        let isMany = kind & 0x1000 != 0
        let fixed: Int? =
            switch kind & 0x0FFF {
            case 2, 3, 4, 10, 11: 4
            case 5, 6, 7, 20, 64: 8
            case 72: 16
            case 13, 30, 31, 258: 0
            default: nil
            }
        guard let fixed else { return nil }
        guard let count = isMany || fixed == 0 ? reader.uint32() : 1, count <= 500 else { return nil }
        var values: [ArraySlice<UInt8>] = []
        for _ in 0..<count {
            guard let length = fixed > 0 ? UInt32(fixed) : reader.uint32() else { return nil }
            guard let value = reader.take(padded(length)) else { return nil }
            values.append(value.prefix(Int(length)))
        }
        return values
    }

    private static func padded(_ length: UInt32) -> Int { (Int(length) + 3) & ~3 }

    private static func text(_ value: ArraySlice<UInt8>, _ kind: UInt16) -> String {
        guard kind & 0x0FFF == 31 else { return string(value) }
        return PlainLine.clean(String(decoding: GMime.convert(value, from: "UTF-16LE") ?? [], as: UTF8.self))
    }

    private static func string(_ value: ArraySlice<UInt8>) -> String {
        PlainLine.clean(TextDecoding.text(Array(value.prefix { $0 != 0 }.prefix(1_000)), charset: nil))
    }

    private static func mediaType(_ text: String) -> String? {
        let text = text.lowercased()
        let isType = text.split(separator: "/").count == 2 && text.allSatisfy { $0.isASCII && !$0.isWhitespace }
        return isType && text.utf8.count <= 100 ? text : nil
    }
}
