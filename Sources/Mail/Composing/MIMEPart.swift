/// A part of a mail and what is in it (RFC 2045, 2046).
indirect enum MIMEPart {
    /// UTF-8 text of this subtype.
    case text(String, subtype: String)
    case file(OutgoingFile, isInline: Bool)
    case multipart(subtype: String, [MIMEPart])

    /// mixed(alternative(text, related(html, inline images)), files), each only where there is need of it.
    static func body(of mail: OutgoingMail) -> MIMEPart {
        var said = MIMEPart.text(mail.text, subtype: "plain")
        var attached = mail.files
        if let html = mail.html {
            let shown = mail.files.filter { ContentID.clean($0.contentID) != nil }
            attached = mail.files.filter { ContentID.clean($0.contentID) == nil }
            let page = MIMEPart.text(html, subtype: "html")
            let rich = shown.isEmpty ? page : .multipart(subtype: "related", [page] + shown.map { .file($0, isInline: true) })
            said = mail.text.isEmpty ? rich : .multipart(subtype: "alternative", [said, rich])
        }
        return attached.isEmpty ? said : .multipart(subtype: "mixed", [said] + attached.map { .file($0, isInline: false) })
    }

    /// Bytes it takes, about: text as quoted-printable may need more.
    var estimatedSize: Int {
        switch self {
        case .text(let text, _): text.utf8.count + text.utf8.count / 4 + 500
        case .file(let file, _): Base64Lines.size(of: file.bytes.count) + 1500
        case .multipart(_, let parts): parts.reduce(500) { $0 + $1.estimatedSize }
        }
    }
}
