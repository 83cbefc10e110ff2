import Domain
import HTTPTypes
import Hub
import JSON

extension API {
    func people(_ table: inout RouteTable) {
        table.on(.get, "/people") { ask in
            let caller = try await ask.caller()
            let query = try ask.query(["q", "limit"])
            let limit = Int(try query.integer("limit", in: 1...100) ?? 20)
            let found = try await hub.people(matching: try query.string("q", max: Limits.query) ?? "", limit: limit, for: caller)
            return Answer.object { w in
                w.key("people")
                w.beginArray()
                for person in found { person.write(to: &w, for: caller.person) }
                w.endArray()
            }
        }
        table.on(.get, "/people/{person}") { ask in
            let caller = try await ask.caller()
            let (person, contact) = try await hub.person(try ask.person(), for: caller)
            return Answer.object { w in
                person.writeFields(to: &w, address: caller.person.role.isRegistered || person.id == caller.id)
                w.field("contact", contact.rawValue)
            }
        }
        table.on(.get, "/contacts") { ask in
            let caller = try await ask.caller()
            let (contacts, people) = try await hub.contacts(of: caller)
            return Answer.object { w in
                w.key("contacts")
                w.contacts(contacts)
                w.people(people, for: caller.person)
            }
        }
        table.on(.put, "/contacts/{person}") { ask in
            let caller = try await ask.caller()
            let fields = try await ask.fields(["state"])
            let text = try fields.string("state", max: 16)
            guard let state = ContactState(rawValue: text) else {
                throw Refusal.invalid(field: "state", expected: "accepted, none or blocked")
            }
            let other = try ask.person()
            try await hub.setContact(of: caller, with: other, to: state)
            let now = try await hub.contactState(of: caller, with: other)
            return Answer.object { w in
                w.field("person", other.text)
                w.field("state", now.rawValue)
            }
        }
    }

    func push(_ table: inout RouteTable) {
        table.on(.put, "/push") { ask in
            let caller = try await ask.caller()
            let fields = try await ask.fields(["endpoint", "keys"])
            let keys = try fields.object("keys")
            try keys.refuseUnknown(["p256dh", "auth"])
            try await hub.subscribe(
                caller, endpoint: try fields.string("endpoint", max: Limits.pushEndpoint),
                p256dh: try keys.base64URL("p256dh", path: "keys.p256dh"), auth: try keys.base64URL("auth", path: "keys.auth"))
            return .empty
        }
        table.on(.post, "/push/remove") { ask in
            let caller = try await ask.caller()
            let fields = try await ask.fields(["endpoint"])
            try await hub.unsubscribe(caller, endpoint: try fields.string("endpoint", max: Limits.pushEndpoint))
            return .empty
        }
    }
}
