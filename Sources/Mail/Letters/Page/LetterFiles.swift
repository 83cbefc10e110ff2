/// The files of a message: images that the mail carries, and quiet rows for others.
enum LetterFiles {
    static let most = 12

    /// A message's HTML with its files. Messages of a few emoji alone are large.
    static func html(_ files: [LetterLine.File], after message: HTMLText, text: String) -> HTMLText {
        var html = HTMLText()
        if Emoji.isAlone(text) {
            html.markup("<p style=\"margin:0;font:34px/44px 'Apple Color Emoji','Segoe UI Emoji','Noto Color Emoji',sans-serif\">")
            html.text(text)
            html.markup("</p>")
        } else {
            html.append(message)
        }
        for file in files.prefix(most) { add(file, to: &html) }
        if files.count > most {
            html.markup("<p class=\"cm-s\" style=\"margin:8px 0 0;font-size:14px;color:#5c5d5b\">")
            html.text(LetterWords.moreFiles(files.count - most))
            html.markup("</p>")
        }
        return html
    }

    /// "photo.jpg (1.4 MB)"
    static func words(_ file: LetterLine.File) -> String {
        "\(LetterName.shown(file.name, limit: 100)) (\(LetterWords.size(file.size)))"
    }

    /// Where the file is, if a mail may link to it.
    static func link(_ file: LetterLine.File) -> String? {
        guard let url = file.url, url.utf8.count <= 2000, InlineParser.isSafe(Array(url.utf8)[...]) else { return nil }
        return url
    }

    private static func add(_ file: LetterLine.File, to html: inout HTMLText) {
        let name = LetterName.shown(file.name, limit: 100)
        if let id = file.contentID, id.utf8.count <= 400 {
            html.markup("<div style=\"margin:10px 0 0\">")
            linked(file, &html) { html in
                image(id, name, &html)
            }
            html.markup("</div>")
        } else {
            row(file, name, &html)
        }
    }

    /// Outlook on Windows knows no largest width, so it is told one.
    private static func image(_ id: String, _ name: String, _ html: inout HTMLText) {
        func source(_ html: inout HTMLText) {
            html.markup("<img src=\"cid:")
            html.text(id.utf8.filter { !"<> ".utf8.contains($0) })
            html.markup("\" alt=\"")
            html.text(name)
            html.markup("\" border=\"0\"")
        }
        html.markup("<!--[if mso]>")
        source(&html)
        html.markup(" width=\"480\"><![endif]--><!--[if !mso]><!-->")
        source(&html)
        html.markup(" style=\"display:block;width:auto;height:auto;max-width:100%;max-height:520px;border:0;border-radius:10px\">")
        html.markup("<!--<![endif]-->")
    }

    private static func linked(_ file: LetterLine.File, _ html: inout HTMLText, _ content: (inout HTMLText) -> Void) {
        guard let url = link(file) else { return content(&html) }
        html.markup("<a class=\"cm-t\" href=\"")
        html.text(url)
        html.markup("\" style=\"color:#1d1f21;text-decoration:none\">")
        content(&html)
        html.markup("</a>")
    }

    private static func row(_ file: LetterLine.File, _ name: String, _ html: inout HTMLText) {
        html.markup("<table role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" style=\"margin:10px 0 0\"><tr>")
        html.markup(
            "<td width=\"44\" valign=\"top\" style=\"width:44px\"><table role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\"><tr>"
        )
        html.markup(
            "<td class=\"cm-c\" width=\"44\" height=\"44\" align=\"center\" style=\"width:44px;height:44px;border-radius:10px;")
        html.markup("background:#e1f0f1;color:#0b6674;font:bold 11px Arial,sans-serif\">")
        html.text(kind(name))
        html.markup(
            "</td></tr></table></td><td valign=\"middle\" dir=\"auto\" style=\"padding:0 12px;font-size:15px;line-height:20px;word-break:break-word\">"
        )
        linked(file, &html) { html in
            html.text(name)
            html.markup("<br><span class=\"cm-s\" style=\"font-size:13px;color:#5c5d5b\">")
            html.text(LetterWords.size(file.size))
            if file.url == nil { html.text(", \(LetterWords.attached)") }
            html.markup("</span>")
        }
        html.markup("</td></tr></table>")
    }

    /// What stands after the last dot, if it is short.
    private static func kind(_ name: String) -> String {
        guard let dot = name.lastIndex(of: ".") else { return "FILE" }
        let end = name[name.index(after: dot)...].uppercased()
        return (1...4).contains(end.utf8.count) ? end : "FILE"
    }
}
