import Yams

/// A YAML text that is parsed to the end although keys repeat, so that every mistake in it can be told.
struct YAMLText {
    /// What keeps a text from being parsed, without quoting from it: it may hold secrets.
    struct Failure: Error, Equatable {
        var line: Int
        var problem: String
    }

    private static let mark: Unicode.Scalar = "\u{E000}"
    private var lines: [String]

    init(_ text: String) {
        lines = text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// The root of the only document, its repeated keys made unique; nil when there is nothing in it.
    func root() throws(Failure) -> Node? {
        var copy = self
        for number in 0...1_000 {
            do {
                return try Parser(yaml: copy.lines.joined(separator: "\n"), resolver: .basic, encoding: .utf8).singleRoot()
            } catch YamlError.duplicatedKeysInMapping(let names, let context) {
                guard copy.rename(names, at: context.mark, number: number) else {
                    throw Failure(line: context.mark.line, problem: "it says twice " + names.joined(separator: ", "))
                }
            } catch {
                throw Failure(error)
            }
        }
        throw Failure(line: 1, problem: "too many names are said twice")
    }

    /// The key as it was before it was made unique.
    static func original(of key: String) -> String {
        guard key.unicodeScalars.first == mark else { return key }
        return String(key.drop { $0 != "." }.dropFirst())
    }

    /// Puts a number before the key at a mark; false when there is no such key.
    private mutating func rename(_ names: [String], at place: Mark, number: Int) -> Bool {
        guard lines.indices.contains(place.line - 1) else { return false }
        var scalars = Array(lines[place.line - 1].unicodeScalars)
        var column = place.column - 1
        guard scalars.indices.contains(column) else { return false }
        if scalars[column] == "\"" || scalars[column] == "'" { column += 1 }
        let rest = String(String.UnicodeScalarView(scalars[column...]))
        guard names.contains(where: { rest.hasPrefix($0) }) else { return false }
        scalars.insert(contentsOf: [Self.mark] + "\(number).".unicodeScalars, at: column)
        lines[place.line - 1] = String(String.UnicodeScalarView(scalars))
        return true
    }
}

extension YAMLText.Failure {
    fileprivate init(_ error: any Error) {
        switch error {
        case YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _),
            YamlError.composer(_, let problem, let mark, _):
            self.init(line: mark.line, problem: problem)
        case YamlError.reader(let problem, _, _, _): self.init(line: 1, problem: problem)
        default: self.init(line: 1, problem: "it cannot be parsed")
        }
    }
}
