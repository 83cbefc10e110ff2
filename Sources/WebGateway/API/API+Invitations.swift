import Domain
import HTTPTypes
import Hub
import JSON

extension API {
    func invitations(_ table: inout RouteTable) {
        table.on(.post, "/invitations/look") { ask in
            let fields = try await ask.fields(["token"])
            let look = try await hub.look(
                invitation: try fields.string("token", max: Limits.token), from: await ask.callerIfAny())
            return Answer.object { w in
                w.field("state", look.state.rawValue)
                w.field("by", look.by)
                w.field("title", look.title)
                w.field("kind", look.kind.rawValue)
                w.field("name", look.guess)
                w.field("address", look.address)
                w.field("person", look.inviter.text)
                w.field("text", look.text)
            }
        }
        table.on(.post, "/invitations/accept") { ask in
            let fields = try await ask.fields(["token", "name"])
            let (person, conversation, token) = try await hub.accept(
                invitation: try fields.string("token", max: Limits.token), name: try fields.string("name", max: 4 * Limits.name),
                from: await ask.callerIfAny(), ask.origin)
            let answer = Answer.object(token == nil ? .ok : .created) { w in
                w.key("person")
                w.raw(person.selfJSON(hub.policy.mail.domain))
                w.field("conversation", conversation.text)
            }
            return token.map { answer.signedIn($0, secure: gate.isSecure) } ?? answer
        }
        table.on(.post, "/conversations/{c}/invitations") { ask in
            let caller = try await ask.caller()
            let fields = try await ask.fields(["person"])
            let issued = try await hub.reissue(
                for: PersonID(rawValue: try fields.identifier("person")), in: try ask.conversation(for: caller), by: caller)
            var w = JSONWriter()
            w.invitation(issued, publicURL: hub.policy.publicURL)
            return Answer.json(.created, w.bytes)
        }
    }
}

extension JSONWriter {
    mutating func invitation(_ i: IssuedInvitation, publicURL: String) {
        beginObject()
        field("person", i.person.id.text)
        field("address", i.person.address?.text)
        field("link", "\(publicURL)/i#\(i.token)")
        field("expires", i.expiresAt)
        endObject()
    }

    mutating func invitations(_ issued: [IssuedInvitation], publicURL: String) {
        key("invitations")
        beginArray()
        for i in issued { invitation(i, publicURL: publicURL) }
        endArray()
    }
}
