import Bytes
import Domain
import HTTPTypes
import Hub
import Hummingbird
import JSON

/// One request, read strictly.
struct Ask: Sendable {
    /// Bytes of the longest JSON body.
    static let body = 262_144

    let request: Request
    let context: APIContext
    let gate: Gate

    var hub: Hub { gate.hub }

    // MARK: Who

    private var carried: Carried {
        Carried(
            cookies: request.headers[values: .cookie], authorization: request.headers[.authorization],
            userAgent: request.headers[.userAgent])
    }

    var remoteAddress: String {
        gate.remoteAddress(peer: context.peer, forwarded: request.headers[values: .xForwardedFor])
    }

    var origin: Origin { Origin(device: carried.device, remoteAddress: remoteAddress) }

    func caller() async throws -> Caller { try await gate.caller(carried) }

    /// Who asks, if anybody that we know does.
    func callerIfAny() async -> Caller? { try? await caller() }

    // MARK: What

    func fields(_ known: [String]) async throws -> Fields {
        let type = request.headers[.contentType]?.split(separator: ";").first.map { $0.lowercased() } ?? ""
        guard type == "application/json" else { throw Refusal.unsupportedType(expected: "application/json") }
        if let length = request.headers[.contentLength].flatMap({ Int64($0) }), length > Self.body {
            throw Refusal.tooLarge(limit: Int64(Self.body))
        }
        var bytes: [UInt8] = []
        for try await part in request.body {
            guard bytes.count + part.readableBytes <= Self.body else { throw Refusal.tooLarge(limit: Int64(Self.body)) }
            bytes.append(contentsOf: part.readableBytesView)
        }
        let fields = try Fields(try JSONParser.parse(bytes, limits: JSONLimits(depth: 6, members: 4_096, bytes: Self.body)))
        try fields.refuseUnknown(known)
        return fields
    }

    private func parameter(_ name: String, _ what: String) throws -> UInt64 {
        guard let text = context.parameters.get(name), let value = Base32.decode(text) else { throw Refusal.notFound(what) }
        return value
    }

    func conversation(for caller: Caller) throws -> ConversationID {
        let id = ConversationID(rawValue: try parameter("c", "conversation"))
        try caller.permit(id)
        return id
    }

    func person() throws -> PersonID { PersonID(rawValue: try parameter("person", "person")) }
    func attachment() throws -> AttachmentID { AttachmentID(rawValue: try parameter("attachment", "attachment")) }
    func session() throws -> SessionID { SessionID(rawValue: try parameter("session", "session")) }
    func invite() throws -> InvitationID { InvitationID(rawValue: try parameter("invite", "invite")) }

    func seq() throws -> Int64 {
        guard let seq = context.parameters.get("seq").flatMap({ Int64($0) }), seq > 0 else { throw Refusal.notFound("event") }
        return seq
    }

    func query(_ known: [String]) throws -> Query {
        var values: [String: String] = [:]
        for (key, value) in request.uri.queryParameters {
            guard known.contains(String(key)) else { throw Refusal.unknownField(String(key.prefix(64))) }
            guard values[String(key)] == nil else { throw Refusal.invalid(field: String(key), expected: "to be there once") }
            values[String(key)] = String(value)
        }
        return Query(values: values)
    }
}

/// The query of a request, read strictly.
struct Query {
    let values: [String: String]

    func has(_ key: String) -> Bool { values[key] != nil }

    func string(_ key: String, max: Int) throws(Refusal) -> String? {
        guard let value = values[key] else { return nil }
        guard value.utf8.count <= max else { throw .tooLong(field: key, limit: max, got: value.utf8.count) }
        guard !value.unicodeScalars.contains(where: { $0.value == 0 }) else {
            throw .invalid(field: key, expected: "text without a zero character")
        }
        return value
    }

    func integer(_ key: String, in range: ClosedRange<Int64>) throws(Refusal) -> Int64? {
        guard let text = values[key] else { return nil }
        guard let value = Int64(text), range.contains(value) else {
            throw .invalid(field: key, expected: "a number from \(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }

    func identifier(_ key: String) throws(Refusal) -> UInt64? {
        guard let text = values[key] else { return nil }
        guard let value = Base32.decode(text) else { throw .invalid(field: key, expected: "an identifier of 13 characters") }
        return value
    }
}

extension HTTPField.Name {
    // The names are valid tokens, which is all that the initialiser asks.
    static let xForwardedFor = HTTPField.Name("X-Forwarded-For") ?? .via
}
