import Mail

@_silgen_name("LLVMFuzzerRunDriver")
func LLVMFuzzerRunDriver(
    _ argc: UnsafeMutablePointer<CInt>, _ argv: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
    _ callback: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// The package manager renames a program's `main` to this, which hides libFuzzer's own.
@_cdecl("FuzzLetters_main")
public func fuzzMain(_ argc: CInt, _ argv: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> CInt {
    var argc = argc, argv = argv
    return LLVMFuzzerRunDriver(&argc, &argv, fuzzOne)
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    check(Array(UnsafeBufferPointer(start: bytes, count: count)))
    return 0
}

/// The first byte says how often the rest is repeated. Whatever is said and by whom, the page holds our tags only, within its bound.
func check(_ bytes: [UInt8]) {
    guard let first = bytes.first else { return }
    let rest = String(decoding: bytes.dropFirst(), as: UTF8.self)
    let text = String(repeating: rest, count: 1 + Int(first % 8) * (first > 240 ? 100 : 1))
    for letter in [invitation(text, at: Int64(first) << 54), digest(text, rest)] {
        guard letter.html.utf8.count <= 90_000, letter.text.utf8.count <= 200_000 else { fatalError("a long letter") }
        guard letter.subject.utf8.count <= 3000, !letter.subject.utf8.contains(where: { $0 < 0x20 }) else {
            fatalError("a bad subject")
        }
        checkTags(Array(letter.html.utf8))
    }
}

func invitation(_ text: String, at: Int64) -> Letter {
    InvitationLetter(
        style: LetterStyle(serverName: text, publicURL: "https://chat.example"), inviter: Mailbox(name: text, address: text),
        recipient: Mailbox(name: text, address: "b@example"), conversationTitle: nil, others: [text], lines: [line(text, text, at)],
        link: "https://chat.example/i/x", canReply: true, stopLink: "https://chat.example/stop/x", hasCalls: true, expires: at
    ).letter
}

func digest(_ text: String, _ name: String) -> Letter {
    DigestLetter(
        style: LetterStyle(serverName: "Confab", publicURL: name), recipient: Mailbox(name: name, address: name),
        conversationTitle: name, others: [name, text],
        lines: [line(name, text, 0), line(text, name, .max), line(name, text, .min)],
        earlier: [line(text, text, 1)], link: "https://chat.example/i/x", canReply: false, stopLink: "", isRequest: true,
        isMember: true, omitted: .max
    ).letter
}

func line(_ author: String, _ text: String, _ at: Int64) -> LetterLine {
    LetterLine(
        author: author, isRecipient: false, at: at, zoneOffset: Int(truncatingIfNeeded: at), text: text,
        files: [
            (name: author, type: text, size: at, url: text, contentID: nil),
            (name: text, type: "", size: 1, url: nil, contentID: author),
        ])
}

let tags: Set<String> = [
    "!DOCTYPE", "html", "head", "meta", "title", "style", "xml", "o:OfficeDocumentSettings", "o:PixelsPerInch", "body", "div",
    "table",
    "tr", "td", "h1", "p", "b", "span", "a", "img", "br", "hr", "pre", "code", "blockquote", "ul", "ol", "li", "strong", "em", "s",
    "!--[if", "!--", "!--<![endif]--", "![endif]--",
]

/// Every `<` begins a tag of ours, and every link goes where a link may go.
func checkTags(_ html: [UInt8]) {
    for at in html.indices where html[at] == UInt8(ascii: "<") {
        let start = html[(at + 1)...].first == UInt8(ascii: "/") ? at + 2 : at + 1
        let name = html[start...].prefix(40).prefix { $0 != 0x20 && $0 != UInt8(ascii: ">") }
        guard tags.contains(String(decoding: name, as: UTF8.self)) else { fatalError("a foreign tag") }
        guard name.elementsEqual("a".utf8), html[at + 1] != UInt8(ascii: "/") else { continue }
        let tag = String(decoding: html[at...].prefix(2400).prefix { $0 != UInt8(ascii: ">") }, as: UTF8.self).lowercased()
        guard tag.utf8.count < 30 || ["http://", "https://", "mailto:"].contains(where: { tag.contains("href=\"" + $0) }) else {
            fatalError("a foreign link")
        }
    }
}
