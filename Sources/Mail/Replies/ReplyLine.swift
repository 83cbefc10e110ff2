/// A line of a mail's body, whether it was read from text or from HTML.
struct ReplyLine: Equatable, Sendable {
    /// What an HTML element tells of the lines inside it.
    enum Hint: Equatable, Sendable {
        /// Announces a quote.
        case attribution
        /// Belongs to the mail that is answered.
        case quote
        case signature
        /// Stands first in a box drawn like Outlook's header block.
        case boxed
        /// A horizontal rule.
        case rule
    }

    /// What stands on the line, without markup and quote marks.
    var plain: String
    /// The same as CommonMark, without quote marks.
    var markup: String
    /// How many quotes it stands in.
    var depth = 0
    var hint: Hint?
    /// How many columns it is wide.
    var width: Int { plain.utf8.count }
    var isBlank: Bool { markup.isEmpty }

    static let blank = ReplyLine(plain: "", markup: "")
}
