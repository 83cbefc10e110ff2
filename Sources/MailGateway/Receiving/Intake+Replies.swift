import Domain
import Hub
import Logging
import SMTP

extension Intake {
    /// What a mail server is told of a mistake: for good (5yz) or for now (4yz).
    func reply(to error: any Error) -> SMTPReply {
        guard let refusal = error as? Refusal else {
            logger.error("a mail could not be kept", metadata: ["error": "\(error)"])
            return SMTPReply(451, "4.3.0", "Something is wrong here; try again later")
        }
        switch refusal {
        case .forbidden(let why): return SMTPReply(550, "5.7.1", why)
        case .notFound(let what): return SMTPReply(550, "5.1.1", "There is no such \(what) here any more")
        case .expired(let why): return SMTPReply(550, "5.7.1", why)
        case .suspended: return SMTPReply(550, "5.7.1", "This account is suspended")
        case .awaitingAcceptance: return SMTPReply(550, "5.7.1", "Enough was written; they have not accepted yet")
        case .conflict(_, let detail): return SMTPReply(550, "5.7.1", detail)
        case .tooLarge(let limit): return SMTPReply(552, "5.3.4", "A file is larger than \(limit) bytes")
        case .tooMany(let what, let wait): return SMTPReply(451, "4.7.1", "Too many \(what); try again in \(wait) seconds")
        case .storageFull: return SMTPReply(452, "4.3.1", "The disk is full; try again later")
        case .unavailable(let why): return SMTPReply(451, "4.3.0", why)
        case .missing(let field): return SMTPReply(550, "5.6.0", "\(field) is missing")
        case .invalid(let field, let expected), .wrongType(let field, let expected):
            return SMTPReply(550, "5.6.0", "\(field): expected \(expected)")
        case .tooLong(let field, let limit, let got): return SMTPReply(550, "5.6.0", "\(field): \(got), at most \(limit)")
        case .unknownField(let field): return SMTPReply(550, "5.6.0", "\(field) is not known")
        case .malformed(let detail): return SMTPReply(550, "5.6.0", detail)
        case .unsupportedType(let expected): return SMTPReply(550, "5.6.0", "expected \(expected)")
        case .notSignedIn, .wrongPassword: return SMTPReply(530, "5.7.0", "Not signed in")
        }
    }
}
