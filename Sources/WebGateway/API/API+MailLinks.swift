import Domain
import HTTPTypes
import Hub
import Hummingbird
import JSON

extension API {
    /// What the links in mails lead to. Looking changes nothing; only who presses a button acts.
    func mailLinks(_ table: inout RouteTable) {
        table.on(.post, "/invitations/fresh") { ask in
            let fields = try await ask.fields(["token"])
            try await hub.mailFreshLink(for: try fields.string("token", max: Limits.token), from: ask.origin)
            return .empty
        }
        table.on(.post, "/links") { ask in
            let fields = try await ask.fields(["address"])
            try await hub.mailSignInLink(to: try fields.string("address", max: 2 * Limits.address), from: ask.origin)
            return .empty
        }
        table.on(.post, "/links/look") { ask in
            let fields = try await ask.fields(["token"])
            let person = try await hub.look(signInLink: try fields.string("token", max: Limits.token))
            return Answer.object { w in
                w.field("person", person.id.text)
                w.field("name", person.name)
                w.field("address", person.address?.text)
            }
        }
        table.on(.post, "/links/open") { ask in
            let fields = try await ask.fields(["token"])
            return signedIn(try await hub.signIn(link: try fields.string("token", max: Limits.token), from: ask.origin))
        }
        table.on(.get, "/stop/{token}") { ask in Answer.json(.ok, try await hub.look(stop: ask.token).json) }
        table.on(.post, "/stop/{token}") { ask in
            let fields = try await ask.fields(["what", "text"])
            guard let wish = StopWish(rawValue: try fields.string("what", max: 16)) else {
                throw Refusal.invalid(field: "what", expected: "conversation, server, resume, block or report")
            }
            return Answer.json(
                .ok, try await hub.stop(ask.token, wish, text: try fields.optionalString("text", max: 8_000) ?? "").json)
        }
    }
}

extension Ask {
    fileprivate var token: String { context.parameters.get("token") ?? "" }
}

extension StopLook {
    fileprivate var json: [UInt8] {
        var w = JSONWriter()
        w.beginObject()
        w.field("address", address)
        w.field("conversation", title)
        w.field("by", by)
        w.field("stopped", state.rawValue)
        w.field("blocked", isBlocked)
        w.endObject()
        return w.bytes
    }
}
