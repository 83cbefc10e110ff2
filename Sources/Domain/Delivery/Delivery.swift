/// How far what was written has come towards somebody outside, who is reached by mail, as everybody in the conversation
/// sees it.
package struct Delivery: Equatable, Sendable {
    package enum State: String, Sendable, CaseIterable {
        /// A mail will go out.
        case queued
        /// Not mailed: they have not answered the last one yet.
        case held
        case sent
        /// It came back; the text says why.
        case bounced
        /// They opened the link.
        case opened
        /// They answered by mail.
        case answered
        /// Their mailbox answered by itself; the text is what it said.
        case away
        /// They asked for no more mail.
        case stopped
    }

    package let state: State
    /// The number of the last event that mail carried.
    package let upto: Int64
    package let at: Milliseconds
    package let text: String

    package init(state: State, upto: Int64, at: Milliseconds, text: String = "") {
        self.state = state
        self.upto = upto
        self.at = at
        self.text = text
    }
}

/// What a person wants to be told of by mail while they are not here.
package enum MailLevel: String, Sendable, CaseIterable {
    case all
    /// Direct conversations, and what calls them by name.
    case direct
    case none
}
