/// Why a text is no description, and in which line, counted from 1 (0: the whole).
package struct SDPError: Error, Equatable, Sendable {
    package enum Problem: Equatable, Sendable {
        case tooLong, notUTF8, controlCharacter, lineTooLong
        /// Not a letter, an equals sign and a value.
        case badLine
        /// The line stands where it must not.
        case wrongOrder
        case missing(String)
        case malformed(String)
        case tooMany(String)
        case duplicate(String)
    }

    package let line: Int
    package let problem: Problem

    package init(line: Int, problem: Problem) {
        self.line = line
        self.problem = problem
    }
}

extension SDPError: CustomStringConvertible {
    package var description: String { line == 0 ? words : "Line \(line): \(words)" }

    private var words: String {
        switch problem {
        case .tooLong: "the description is too long"
        case .notUTF8: "the description is not UTF-8"
        case .controlCharacter: "a control character"
        case .lineTooLong: "the line is too long"
        case .badLine: "not a letter, an equals sign and a value"
        case .wrongOrder: "the line does not belong here"
        case .missing(let what): "\(what) is missing"
        case .malformed(let what): "\(what) is malformed"
        case .tooMany(let what): "too many of \(what)"
        case .duplicate(let what): "\(what) is there twice"
        }
    }
}
