import Domain

extension Refusal {
    /// What the operator reads at the command line.
    var line: String {
        switch self {
        case .missing(let field): "\(field) is missing"
        case .wrongType(let field, let expected), .invalid(let field, let expected): "\(field): expected \(expected)"
        case .unknownField(let field): "\(field) is not known"
        case .tooLong(let field, let limit, _): "\(field) is too long: at most \(limit) bytes"
        case .malformed(let detail), .forbidden(let detail), .expired(let detail), .unavailable(let detail): detail
        case .notSignedIn: "this server has no owner yet; open its setup link first"
        case .wrongPassword: "the password is wrong"
        case .suspended: "this person is suspended"
        case .notFound(let what): "there is no such \(what)"
        case .conflict(_, let detail): detail
        case .awaitingAcceptance: "the other has not accepted yet"
        case .tooLarge(let limit): "at most \(limit) bytes"
        case .unsupportedType(let expected): "expected \(expected)"
        case .tooMany(let what, let seconds): "too many \(what); try again in \(seconds) s"
        case .storageFull: "there is no space left"
        }
    }
}
