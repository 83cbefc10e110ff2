/// All that is wrong with what an operator said, at once.
package struct SettingsError: Error, Sendable, Equatable, CustomStringConvertible {
    package let mistakes: [Mistake]

    package init(mistakes: [Mistake]) { self.mistakes = mistakes }

    package struct Mistake: Sendable, Equatable, CustomStringConvertible {
        /// Where it was said: a file and line, a variable or an argument.
        package var place: String
        /// The setting meant; nil when the whole place is wrong.
        package var name: String?
        /// What was said; nil where showing it would not help or would tell a secret.
        package var value: String?
        /// What is wrong, or what would be right.
        package var reason: String
        /// A name that may have been meant.
        package var suggestion: String?

        package var description: String {
            var line = place
            if let name, name != place { line += ": " + name }
            if let value { line += " = \(value.debugDescription)" }
            line += ": " + reason
            if let suggestion { line += "; did you mean \(suggestion)?" }
            return line
        }
    }

    package var description: String {
        (["the settings are not right:"] + mistakes.map { "  \($0)" }).joined(separator: "\n")
    }
}
