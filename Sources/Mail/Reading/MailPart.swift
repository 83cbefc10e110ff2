/// One entity of a mail: its header understood, its body still encoded (RFC 2045).
struct MailPart {
    let header: HeaderBlock
    let type: ParameterField
    let disposition: ParameterField?

    init(_ header: HeaderBlock, fallback: ParameterField = .plain) {
        self.header = header
        type = header.first("content-type").map { GMime.contentType($0) ?? .plain } ?? fallback
        disposition = header.first("content-disposition").flatMap(GMime.disposition)
    }

    var isMultipart: Bool { type.value.hasPrefix("multipart/") }

    /// The file's name as written, decoded.
    var fileName: String? {
        let name = disposition?["filename"] ?? type["name"]
        return name?.isEmpty == true ? nil : name
    }

    var contentID: String? {
        guard let value = header.first("content-id").map(GMime.text) else { return nil }
        let id = value.drop { $0 == "<" || $0 == " " }.prefix { $0 != ">" && $0 != " " }
        return id.isEmpty || id.utf8.count > 500 ? nil : String(id)
    }

    /// The body with its transfer encoding undone.
    var content: [UInt8] { GMime.decode(header.body, encoding: header.first("content-transfer-encoding")) }

    /// The body as text in UTF-8.
    func text(_ content: [UInt8]) -> String {
        let text = TextDecoding.text(content, charset: type["charset"])
        guard type.value == "text/plain", type["format"]?.lowercased() == "flowed" else { return text }
        return FlowedText.unflow(text, deletesSpace: type["delsp"]?.lowercased() == "yes")
    }
}
