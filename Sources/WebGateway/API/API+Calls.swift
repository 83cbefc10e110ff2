import Bytes
import Domain
import HTTPTypes
import Hub
import Hummingbird
import JSON
import NIOCore

extension API {
    func calls(_ table: inout RouteTable) {
        table.on(.get, "/conversations/{c}/call") { ask in
            let caller = try await ask.caller()
            let call = try await hub.callNow(in: try ask.conversation(for: caller), for: caller)
            return Answer.object { w in
                w.key("call")
                if let call { w.raw(call) } else { w.null() }
            }
        }
        table.on(.post, "/conversations/{c}/call/links") { ask in
            let caller = try await ask.caller()
            let fields = try await ask.fields(["kind", "name"])
            guard let kind = CallLink.Kind(rawValue: try fields.string("kind", max: 16)) else {
                throw Refusal.invalid(field: "kind", expected: "speaker or listener")
            }
            let secret = try await hub.makeCallLink(
                kind, name: try fields.optionalString("name", max: 4 * Limits.name), in: try ask.conversation(for: caller),
                by: caller)
            return Answer.object(.created) { w in
                w.field("url", "\(hub.policy.publicURL)/api/v1/\(kind.path)/\(secret)")
            }
        }
        table.on(.delete, "/conversations/{c}/call/links") { ask in
            let caller = try await ask.caller()
            try await hub.endCallLinks(in: try ask.conversation(for: caller), by: caller)
            return .empty
        }
        for kind in CallLink.Kind.allCases {
            table.on(.post, "/\(kind.path)/{secret}") { ask in
                try await hub.permit(callLink: ask.secret, kind, from: ask.remoteAddress)
                let answer = try await hub.open(callLink: ask.secret, kind, offer: try await ask.sessionDescription())
                return Answer.sessionDescription(answer.answer)
                    .with(.location, "/api/v1/\(kind.path)/\(ask.secret)/\(answer.leg.text)")
            }
            table.on(.delete, "/\(kind.path)/{secret}/{leg}") { ask in
                try await hub.close(callLink: ask.secret, kind, leg: try ask.leg(), from: ask.remoteAddress)
                return .empty
            }
        }
    }
}

extension CallLink.Kind {
    fileprivate var path: String {
        switch self {
        case .speaker: "whip"
        case .listener: "whep"
        }
    }
}

extension Ask {
    fileprivate var secret: String { context.parameters.get("secret") ?? "" }

    fileprivate func leg() throws -> LegID {
        guard let text = context.parameters.get("leg"), let value = Base32.decode(text) else { throw Refusal.notFound("leg") }
        return LegID(rawValue: value)
    }

    /// A body of `application/sdp` (RFC 8866).
    fileprivate func sessionDescription() async throws -> [UInt8] {
        let type = request.headers[.contentType]?.split(separator: ";").first.map { $0.lowercased() } ?? ""
        guard type == "application/sdp" else { throw Refusal.unsupportedType(expected: "application/sdp") }
        if let length = request.headers[.contentLength].flatMap({ Int64($0) }), length > Limits.offer {
            throw Refusal.tooLarge(limit: Int64(Limits.offer))
        }
        var bytes: [UInt8] = []
        for try await part in request.body {
            guard bytes.count + part.readableBytes <= Limits.offer else { throw Refusal.tooLarge(limit: Int64(Limits.offer)) }
            bytes.append(contentsOf: part.readableBytesView)
        }
        return bytes
    }
}

extension Answer {
    fileprivate static func sessionDescription(_ bytes: [UInt8]) -> Answer {
        Answer(
            response: Response(
                status: .created, headers: [.contentType: "application/sdp", .cacheControl: "no-store"],
                body: .init(byteBuffer: ByteBuffer(bytes: bytes))))
    }
}
