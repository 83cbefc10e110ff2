/// What one person has decided about another; the two directions are kept apart.
package enum ContactState: String, Sendable {
    case none
    /// I wrote to them and wait for their answer.
    case requested
    /// They wrote to me and wait for mine.
    case asking
    case accepted
    case blocked
}
