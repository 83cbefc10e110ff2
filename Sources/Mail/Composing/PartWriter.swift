/// Writes parts behind the header they end.
struct PartWriter {
    private var output: [UInt8]
    private let boundary: Boundary

    init(_ fields: FieldWriter, boundary: Boundary, capacity: Int) {
        output = fields.bytes
        output.reserveCapacity(output.count + capacity)
        self.boundary = boundary
    }

    /// All that was written, its last line ended.
    var finished: [UInt8] {
        output.suffix(2) == [0x0D, 0x0A] ? output : output + [0x0D, 0x0A]
    }

    mutating func write(_ part: MIMEPart, depth: Int = 0) {
        switch part {
        case .text(let text, let subtype): write(text, subtype: subtype)
        case .file(let file, let isInline): write(file, isInline: isInline)
        case .multipart(let subtype, let parts): write(parts, subtype: subtype, depth: depth)
        }
    }

    private mutating func write(_ text: String, subtype: String) {
        let text = LineEnds.unified(text)
        let isEncoded = QuotedPrintable.isNeeded(text)
        var fields = FieldWriter()
        fields.add("Content-Type", value: "text/\(subtype)", parameters: [("charset", "utf-8")])
        fields.add("Content-Transfer-Encoding", token: isEncoded ? "quoted-printable" : "7bit")
        end(fields)
        if isEncoded { QuotedPrintable.append(text, to: &output) } else { LineEnds.append(text, to: &output) }
    }

    private mutating func write(_ file: OutgoingFile, isInline: Bool) {
        let type = MediaType.clean(file.type), name = FileName.safe(file.name, type: type)
        let isText = type.hasPrefix("text/") && String(validating: file.bytes, as: UTF8.self) != nil
        var fields = FieldWriter()
        fields.add(
            "Content-Type", value: type,
            parameters: (isText ? [("charset", "utf-8")] : []) + [("name", ParameterWriting.fallback(name))])
        fields.add("Content-Disposition", value: isInline ? "inline" : "attachment", parameters: [("filename", name)])
        if isInline, let id = ContentID.clean(file.contentID) { fields.add("Content-ID", token: "<\(id)>") }
        fields.add("Content-Transfer-Encoding", token: "base64")
        end(fields)
        Base64Lines.append(file.bytes, to: &output)
    }

    private mutating func write(_ parts: [MIMEPart], subtype: String, depth: Int) {
        let line = boundary.text(depth: depth)
        var fields = FieldWriter()
        let type: [(String, String)] = subtype == "related" ? [("type", "text/html")] : []
        fields.add("Content-Type", value: "multipart/\(subtype)", parameters: type + [("boundary", line)])
        end(fields)
        for part in parts {
            output += "\r\n--\(line)\r\n".utf8
            write(part, depth: depth + 1)
        }
        output += "\r\n--\(line)--\r\n".utf8
    }

    /// The header's fields and the empty line.
    private mutating func end(_ fields: FieldWriter) {
        output += fields.bytes
        output += [0x0D, 0x0A]
    }
}
