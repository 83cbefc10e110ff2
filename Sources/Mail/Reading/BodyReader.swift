/// Walks the parts of a mail and gathers what they say (RFC 2046, 2387, 1847, 3156, 8551).
struct BodyReader {
    /// Where a part stands.
    struct Place {
        var depth = 0
        var isRoot: Bool { depth == 0 }
        var inRelated = false
        var inReport = false
        var inSigned = false
        var inEncrypted = false
    }

    private(set) var protection: ReceivedMail.Protection?
    /// What the parts made for machines say.
    private(set) var signals = ReportSignals()
    private var parts = 0
    /// Bytes shown as text and as HTML so far.
    private var shown = (text: 0, html: 0)

    mutating func read(_ part: MailPart, at place: Place = Place()) -> Body {
        parts += 1
        guard part.isMultipart else { return leaf(part, at: place) }
        guard place.depth < MailLimits.depth else { return Body(files: [file(part, part.content, at: place)]) }
        let children = children(of: part)
        guard let children else { return leaf(MailPart(part.header.asPlain), at: place) }
        var place = place
        place.depth += 1
        switch part.type.value {
        case "multipart/alternative": return alternative(children, at: place)
        case "multipart/related": place.inRelated = true
        case "multipart/signed":
            protection = protection ?? .signed
            place.inSigned = true
        case "multipart/encrypted":
            protection = .encrypted
            place.inEncrypted = true
        case "multipart/report": place.inReport = true
        default: break
        }
        return mixed(children, at: place)
    }

    /// The parts of a multipart, or nil when it has none: then it is plain text with a wrong label.
    private mutating func children(of part: MailPart) -> [MailPart]? {
        guard let boundary = part.type["boundary"], !boundary.isEmpty else { return nil }
        let room = max(MailLimits.parts - parts, 0)
        guard let slices = Multipart.split(part.header.body, at: boundary, limit: room) else { return nil }
        let fallback = part.type.value == "multipart/digest" ? ParameterField(value: "message/rfc822") : .plain
        return slices.map { MailPart(HeaderBlock($0), fallback: fallback) }
    }

    private mutating func mixed(_ children: [MailPart], at place: Place) -> Body {
        var body = Body()
        for child in children where parts < MailLimits.parts { body.append(read(child, at: place)) }
        return body
    }

    private mutating func alternative(_ children: [MailPart], at place: Place) -> Body {
        var body = Body()
        for child in children where parts < MailLimits.parts && !Self.isSpare(child) { body.offer(read(child, at: place)) }
        return body
    }

    /// Ways to say the same that nobody needs beside text and HTML.
    private static func isSpare(_ part: MailPart) -> Bool {
        ["text/x-amp-html", "text/watch-html", "text/enriched", "text/richtext"].contains(part.type.value)
    }
}

/// Single parts.
extension BodyReader {
    private mutating func leaf(_ part: MailPart, at place: Place) -> Body {
        let type = part.type.value
        switch type {
        case "text/plain", "text/html", "text/markdown": return text(part, at: place)
        case "application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature":
            if place.inSigned { return Body() }
        case "application/pgp-encrypted": if place.inEncrypted { return Body() }
        case "application/applefile": return Body()
        case "application/pkcs7-mime", "application/x-pkcs7-mime": return smime(part, at: place)
        default: break
        }
        let content = part.content
        if signals.note(part, content), place.inReport { return Body() }
        if type == "application/ms-tnef" || type == "application/vnd.ms-tnef" || part.fileName?.lowercased() == "winmail.dat" {
            if let files = TNEF.files(content) { return Body(files: files) }
        }
        return Body(files: [file(part, content, at: place)])
    }

    /// Signed content is read from its envelope; anything else cannot be.
    private mutating func smime(_ part: MailPart, at place: Place) -> Body {
        let content = part.content
        if place.depth < MailLimits.depth, let entity = SignedContent.entity(content) {
            protection = protection ?? .signed
            var place = place
            place.depth += 1
            return read(MailPart(HeaderBlock(entity[...])), at: place)
        }
        if part.type["smime-type"]?.lowercased() != "certs-only" { protection = .encrypted }
        return Body(files: [file(part, content, at: place)])
    }

    private mutating func text(_ part: MailPart, at place: Place) -> Body {
        let content = part.content
        let isFile = part.disposition?.value == "attachment" || (part.fileName != nil && !place.isRoot)
        let isHTML = part.type.value == "text/html"
        let isTooLong = isHTML ? shown.html + content.count > MailLimits.html : shown.text + content.count > MailLimits.text
        guard !isFile, !isTooLong else { return Body(files: [file(part, content, at: place)]) }
        if isHTML { shown.html += content.count } else { shown.text += content.count }
        let text = part.text(content)
        guard isHTML else { return Body(text: text) }
        return Body(html: text, lacksText: !Body.isBlank(html: text))
    }

    private func file(_ part: MailPart, _ content: [UInt8], at place: Place) -> MailFile {
        var name = part.fileName
        var type = part.type.value
        if place.inEncrypted, name == nil { name = "encrypted.asc" }
        if type == "message/rfc822" || type == "message/global" {
            type = "message/rfc822"
            let subject = HeaderBlock(content[...]).first("subject").map(GMime.text) ?? ""
            name = name ?? (subject.isEmpty ? "message" : subject) + ".eml"
        }
        let id = part.contentID
        let isInline = part.disposition.map { $0.value == "inline" } ?? (place.inRelated && id != nil)
        return MailFile(name: FileName.safe(name, type: type), type: type, contentID: id, isInline: isInline, bytes: content)
    }
}
