import Domain
import HTTPTypes
import JSON

/// A refusal as RFC 9457 says it.
struct Problem: Equatable {
    let status: Int
    let code: String
    let title: String
    var field: String?
    var detail: String?
    var retryAfter: Int?

    /// The only table from refusals to HTTP.
    init(_ refusal: Refusal) {
        switch refusal {
        case .missing(let field): self.init(400, "missing", "A field is missing", field)
        case .wrongType(let field, let expected):
            self.init(400, "wrong-type", "A field has the wrong type", field, "expected \(expected)")
        case .unknownField(let field): self.init(400, "unknown-field", "There is no such field", field)
        case .tooLong(let field, let limit, let got):
            self.init(413, "too-long", "This is too long", field, "at most \(limit), got \(got)")
        case .invalid(let field, let expected): self.init(400, "invalid", "A value is not right", field, "expected \(expected)")
        case .malformed(let detail): self.init(400, "malformed", "This cannot be read", nil, detail)
        case .notSignedIn: self.init(401, "not-signed-in", "Sign in first")
        case .wrongPassword: self.init(401, "wrong-password", "The address or the password is wrong")
        case .suspended: self.init(403, "suspended", "This account is suspended")
        case .forbidden(let detail): self.init(403, "forbidden", "This is not allowed", nil, detail)
        case .notFound(let what): self.init(404, "not-found", "There is no such \(what)")
        case .conflict(let field, let detail): self.init(409, "conflict", "This cannot be done as things are", field, detail)
        case .awaitingAcceptance:
            self.init(409, "awaiting-acceptance", "They have not answered yet", nil, "you can write more when they accept")
        case .expired(let detail): self.init(410, "expired", "This link does not work any more", nil, detail)
        case .tooLarge(let limit): self.init(413, "too-large", "The file is too large", nil, "at most \(limit) bytes")
        case .unsupportedType(let expected):
            self.init(415, "unsupported-type", "This type is not understood", nil, "expected \(expected)")
        case .tooMany(let what, let seconds):
            self.init(429, "too-many", "Too many \(what) in a short time", nil, "try again in \(seconds) seconds")
            retryAfter = seconds
        case .storageFull: self.init(507, "storage-full", "The server has no space left")
        case .unavailable(let detail): self.init(503, "unavailable", "This is not possible right now", nil, detail)
        }
    }

    private init(_ status: Int, _ code: String, _ title: String, _ field: String? = nil, _ detail: String? = nil) {
        self.status = status
        self.code = code
        self.title = title
        self.field = field
        self.detail = detail
    }

    /// A fault of ours, told in general words with the number under which it was logged.
    static func fault(_ number: String) -> Problem {
        Problem(500, "fault", "Something went wrong on the server", nil, "reported as \(number)")
    }

    static func methodNotAllowed() -> Problem { Problem(405, "method-not-allowed", "This method is not possible here") }

    static func rangeNotSatisfiable(_ size: Int64) -> Problem {
        Problem(416, "range", "There are no such bytes", nil, "the file has \(size)")
    }

    static func upgradeRequired() -> Problem {
        Problem(426, "upgrade-required", "This is a WebSocket", nil, "expected a WebSocket handshake of version 13")
    }

    var json: [UInt8] {
        var w = JSONWriter(reservingCapacity: 160)
        w.beginObject()
        w.field("type", "urn:confab:" + code)
        w.field("title", title)
        w.field("status", status)
        w.field("field", field)
        w.field("detail", detail)
        w.endObject()
        return w.bytes
    }
}

extension Refusal {
    /// What is said to the outside of any error.
    init(_ error: any Error) {
        switch error {
        case let refusal as Refusal: self = refusal
        case let error as FieldError: self = Refusal(error)
        case let error as JSONSyntaxError: self = .malformed(detail: "not JSON as expected: \(error)")
        default: self = .unavailable("something went wrong on the server; try again")
        }
    }

    private init(_ error: FieldError) {
        switch error.kind {
        case .missing: self = .missing(field: error.path)
        case .wrongType(let expected): self = .wrongType(field: error.path, expected: expected)
        case .unknown: self = .unknownField(error.path)
        case .tooLong(let limit, let got): self = .tooLong(field: error.path, limit: limit, got: got)
        case .outOfRange(let expected), .malformed(let expected): self = .invalid(field: error.path, expected: expected)
        }
    }
}
