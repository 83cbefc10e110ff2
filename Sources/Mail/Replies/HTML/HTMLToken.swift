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
    /// The style attribute in lower case without spaces.
    var style: [UInt8] = []
    var isSelfClosing = false

    /// Of `class`, split at spaces.
    var classes: [Substring] {
        (attributes["class"] ?? "").split { $0 == " " || $0 == "\n" || $0 == "\t" || $0 == "\r\n" }
    }
}
