/// A piece of an HTML text (WHATWG HTML §13.2.5), as much as mails need.
enum HTMLToken: Equatable, Sendable {
    case text([UInt8])
    case open(HTMLTag)
    case close(String)
}

/// A start tag with the attributes that say something about structure.
struct HTMLTag: Equatable, Sendable {
    var name: String
    var attributes: [String: String] = [:]
    var isSelfClosing = false

    /// Of `class`, split at spaces.
    var classes: [Substring] {
        (attributes["class"] ?? "").split { $0 == " " || $0 == "\n" || $0 == "\t" || $0 == "\r\n" }
    }
    /// In lower case without spaces.
    var style: String {
        guard let style = attributes["style"] else { return "" }
        return String(decoding: style.utf8.lazy.filter { $0 > 0x20 }.map(HTMLTokenizer.lowercased), as: UTF8.self)
    }
}
