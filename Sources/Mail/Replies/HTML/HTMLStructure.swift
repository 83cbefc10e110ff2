/// What mail programs' own elements tell of the text inside them.
enum HTMLStructure {
    enum Role: Equatable, Sendable {
        /// A quote at its place: one level deeper.
        case quote
        /// Holds an announcement, then quotes with answers between them.
        case container
        /// All of it is the mail that is answered.
        case original
        /// From here to the end of the text is the mail that is answered.
        case end
        case attribution
        case signature
        /// Outlook's line above its header block.
        case box
    }

    static func role(of tag: HTMLTag) -> Role? {
        if tag.name == "blockquote" { return isIndent(tag) ? nil : .quote }
        if tag.attributes.isEmpty { return isBox(tag) ? .box : nil }
        let names = tag.classes.prefix(16).map { $0.lowercased() } + [tag.attributes["id"]?.lowercased() ?? ""]
        for name in names where !name.isEmpty {
            if let role = role(named: name) { return role }
        }
        return role(attributes: tag) ?? (isBox(tag) ? .box : nil)
    }

    private static let named: [String: Role] = [
        "gmail_quote": .container, "gmail_quote_container": .container, "gmail_attr": .attribution,
        "gmail_signature": .signature, "gmail_signature_prefix": .signature,
        "protonmail_quote": .container, "tutanota_quote": .quote, "zmail_extra": .container,
        "moz-cite-prefix": .attribution, "moz-signature": .signature, "moz-forward-container": .original,
        "divrplyfwdmsg": .end, "appendonsend": .end, "zwchr": .end,
        "mail-editor-reference-message-container": .original, "yahoo_quoted": .original, "confab-mail": .original,
        "ms-outlook-mobile-reference-message": .original, "ms-outlook-mobile-signature": .signature,
        "olk_src_body_section": .original, "qqmail_quote": .original, "ntes_not_fresh_mail": .original,
        "isreplycontent": .original, "oriangmail_quote": .original, "bloop_markdown_quote": .quote, "hey_quote": .container,
        "signature": .signature, "applemailsignature": .signature, "composer_signature": .signature, "_rc_sig": .signature,
        "reply-intro": .attribution, "sh-signature": .signature, "k9mail-signature": .signature, "sig": .signature,
        "foxmail_signature": .signature, "mb_sig": .signature, "mail_android_signature": .signature, "bloop_sign": .signature,
        "zimbra_signature": .signature, "mobile-signature": .signature, "lotus_signature": .signature, "replyforwardmsg": .end,
        "apple-mail-signature": .signature, "x_divrplyfwdmsg": .end,
    ]

    private static func role(named name: String) -> Role? {
        if let role = named[name] { return role }
        if name.hasSuffix("confab-mail") || name.contains("yahoo_quoted") { return .original }
        if name.hasSuffix("_signature") || name.hasSuffix("-signature") || name.contains("signature_block") { return .signature }
        if name.hasSuffix("signature"), name.hasPrefix("ydp") { return .signature }
        if name.hasPrefix("sig"), name.utf8.count > 3, name.dropFirst(3).allSatisfy(\.isNumber) { return .signature }
        return name.hasSuffix("moz-cite-prefix") ? .attribution : nil
    }

    private static func role(attributes tag: HTMLTag) -> Role? {
        switch tag.attributes["name"]?.lowercased() {
        case "quote", "quoted-content": return .original
        case "messagereplysection": return .container
        case "messagesignaturesection": return .signature
        default: break
        }
        switch tag.attributes["data-marker"] {
        case "__DIVIDER__", "__HEADERS__": return .end
        case "__QUOTED_TEXT__": return .original
        case "__SIG_POST__", "__SIG_PRE__": return .signature
        default: return nil
        }
    }

    /// A blockquote without a line at its side is how some programs indent.
    private static func isIndent(_ tag: HTMLTag) -> Bool {
        guard tag.attributes["type"] == nil, !tag.classes.contains(where: { $0.contains("quote") }) else { return false }
        let style = tag.style
        return style.has("border:none") || style.has("border:0") || style.has("border-left:none")
    }

    /// A quote that a program made, not a person.
    static func isCited(_ tag: HTMLTag) -> Bool {
        tag.attributes["type"]?.lowercased() == "cite" || tag.classes.contains { $0.contains("quote") }
    }

    private static func isBox(_ tag: HTMLTag) -> Bool {
        tag.name == "div" && tag.style.has("border-top:solid") && !tag.style.has("border-left:solid")
    }

    static func isHidden(_ tag: HTMLTag) -> Bool {
        if tag.attributes["hidden"] != nil || tag.classes.contains("preheader") { return true }
        let style = tag.style
        guard !style.isEmpty else { return false }
        if style.has("display:none") || style.has("visibility:hidden") || style.has("mso-hide:all") { return true }
        let size = HTMLStyle.value(of: "font-size", in: style)
        let isNothing = size.map { $0.equals("0") || $0.equals("0px") } ?? false
        return isNothing || style.begins("max-height:0") || style.has(";max-height:0")
    }
}
