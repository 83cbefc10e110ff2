/// What some part of a mail says, and the files it brings.
struct Body {
    var text: String?
    var html: String?
    /// Something is said in HTML that the text does not say.
    var lacksText = false
    var files: [MailFile] = []

    /// The text, unless the HTML says more: then nil, also when the text is blank.
    var wholeText: String? {
        guard !lacksText else { return nil }
        guard let html, text?.allSatisfy(\.isWhitespace) == true else { return text }
        return Self.isBlank(html: html) ? text : nil
    }

    /// Joins what follows in the same mail: text to text, and HTML to HTML as soon as there is any.
    mutating func append(_ next: Body) {
        if html != nil || next.html != nil {
            var page = html ?? text.map(Self.escaped) ?? ""
            html = nil
            if let more = next.html ?? next.text.map(Self.escaped) {
                if !page.isEmpty { page += "\n" }
                page += more
            }
            html = page
        }
        if let more = next.text {
            if text == nil || text?.isEmpty == true { text = more } else { text?.appendParagraph(more) }
        }
        lacksText = lacksText || next.lacksText
        add(next.files)
    }

    /// Takes another way to say the same (RFC 2046 §5.1.4): the first whole text, the last HTML, all files.
    mutating func offer(_ other: Body) {
        if text == nil || lacksText, let said = other.text, !other.lacksText { (text, lacksText) = (said, false) }
        if let page = other.html { html = page }
        if text == nil { lacksText = lacksText || other.lacksText }
        add(other.files)
    }

    /// An invitation often comes twice, as an alternative and as a file.
    private mutating func add(_ more: [MailFile]) {
        for file in more where !(file.name.hasSuffix(".ics") && files.contains { $0.bytes == file.bytes }) { files.append(file) }
    }

    private static func escaped(_ text: String) -> String {
        var result = "<div style=\"white-space: pre-wrap\">"
        for character in text.unicodeScalars {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            default: result.unicodeScalars.append(character)
            }
        }
        return result + "</div>"
    }

    /// Whether a page shows nothing, as the ends some programs add after a file.
    static func isBlank(html: String) -> Bool {
        guard html.utf8.count < 2_000, !html.lowercased().contains("<img") else { return false }
        var inTag = false
        for character in html.unicodeScalars {
            switch character {
            case "<": inTag = true
            case ">": inTag = false
            default: if !inTag, !character.properties.isWhitespace { return false }
            }
        }
        return true
    }
}

extension String {
    fileprivate mutating func appendParagraph(_ more: String) {
        if utf8.last != 0x0A { self += "\n" }
        self += more
    }
}
