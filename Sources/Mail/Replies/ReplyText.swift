/// What a person said in a mail, apart from what their program put around it.
package struct ReplyText: Sendable, Equatable {
    /// The words to show, as CommonMark.
    package let said: String
    /// Everything else: quotes, the lines that announce them, signatures, footers, disclaimers.
    package let folded: String

    package init(said: String, folded: String) {
        self.said = said
        self.folded = folded
    }
}
