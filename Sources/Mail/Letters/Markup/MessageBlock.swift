/// A block of a message's markup: the everyday part of CommonMark.
indirect enum MessageBlock: Equatable, Sendable {
    case paragraph([MessageInline])
    case heading(level: Int, [MessageInline])
    case quote([MessageBlock])
    /// `start` is the first number of an ordered list.
    case list(start: Int?, items: [[MessageBlock]])
    case code([UInt8])
    case rule
}

/// A stretch of running text, in UTF-8.
indirect enum MessageInline: Equatable, Sendable {
    case text([UInt8])
    case lineBreak
    case strong([MessageInline])
    case emphasis([MessageInline])
    case strike([MessageInline])
    case code([UInt8])
    /// `href` is http, https or mailto, without spaces and control characters.
    case link(href: [UInt8], [MessageInline])
}
