/// What follows `MAIL` or `RCPT`: a path and parameters (RFC 5321 §4.1.1.2, §4.1.1.3).
struct PathCommand {
    struct Parameter: Equatable {
        /// In capitals.
        let keyword: String
        let value: String?
    }

    enum Fault: Error {
        case path
        case parameters
    }

    let path: MailPath
    let parameters: [Parameter]

    /// `keyword` is `FROM` or `TO`. Blanks behind the colon are forgiven, as they are common.
    init(_ arguments: ArraySlice<UInt8>, keyword: String) throws(Fault) {
        let prefix = Array("\(keyword):".utf8)
        guard arguments.prefix(prefix.count).map(\.capital) == prefix else { throw .path }
        var parser = PathParser(arguments.dropFirst(prefix.count).drop { $0 == .space })
        guard let path = parser.path() else { throw .path }
        guard parser.rest.isEmpty || parser.rest.first == .space else { throw .path }
        self.path = path
        var parameters: [Parameter] = []
        for word in parser.rest.split(separator: .space) {
            guard let parameter = Self.parameter(word) else { throw .parameters }
            guard !parameters.contains(where: { $0.keyword == parameter.keyword }) else { throw .parameters }
            parameters.append(parameter)
        }
        self.parameters = parameters
    }

    private static func parameter(_ word: ArraySlice<UInt8>) -> Parameter? {
        let halves = word.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
        guard let keyword = halves.first, let first = keyword.first, first != UInt8(ascii: "-") else { return nil }
        guard keyword.allSatisfy({ $0.isASCIILetter || $0.isASCIIDigit || $0 == UInt8(ascii: "-") }) else { return nil }
        let name = String(decoding: keyword.map(\.capital), as: UTF8.self)
        guard halves.count == 2 else { return Parameter(keyword: name, value: nil) }
        guard !halves[1].isEmpty, halves[1].allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "=") }) else {
            return nil
        }
        return Parameter(keyword: name, value: String(decoding: halves[1], as: UTF8.self))
    }
}
