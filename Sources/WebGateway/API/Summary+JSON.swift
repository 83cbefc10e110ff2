import Domain
import Hub
import JSON

extension Summary {
    func write(to w: inout JSONWriter, domain: String) {
        w.beginObject()
        w.field("id", id.text)
        w.field("kind", kind.rawValue)
        w.field("title", title)
        w.field("head", head)
        w.field("at", at)
        w.field("count", count)
        w.key("people")
        w.beginArray()
        for person in people { w.string(person.text) }
        w.endArray()
        w.key("last")
        if let last { w.raw(last) } else { w.null() }
        w.key("my")
        w.beginObject()
        w.field("role", my.membership.role.rawValue)
        w.field("state", my.membership.state.rawValue)
        w.field("read", my.read)
        w.field("level", my.level.rawValue)
        w.field("since", my.membership.joinedAt)
        w.endObject()
        w.field("unread", unread)
        w.field("mentions", mentions)
        if !outside.isEmpty {
            w.key("outside")
            w.beginArray()
            for (person, delivery) in outside {
                w.beginObject()
                w.field("person", person.text)
                delivery.writeFields(to: &w)
                w.endObject()
            }
            w.endArray()
        }
        if let address {
            w.key("address")
            address.write(to: &w, domain: domain)
        }
        w.endObject()
    }
}

extension Delivery {
    func writeFields(to w: inout JSONWriter) {
        w.field("state", state.rawValue)
        w.field("at", at)
        w.field("upto", upto)
        if !text.isEmpty { w.field("text", text) }
    }
}

extension GroupAddress {
    func write(to w: inout JSONWriter, domain: String) {
        w.beginObject()
        w.field("text", "\(local)@\(domain)")
        w.field("who", writers.rawValue)
        w.endObject()
    }
}

extension Place {
    func write(to w: inout JSONWriter, _ delivery: Delivery?) {
        w.beginObject()
        w.field("person", person.text)
        w.field("role", membership.role.rawValue)
        // Who has turned a request down is not given away: it looks like a request that waits.
        w.field("state", membership.state == .joined ? "joined" : "requested")
        w.field("read", membership.state == .joined ? read : 0)
        w.field("since", membership.joinedAt)
        if let delivery {
            w.key("delivery")
            w.beginObject()
            delivery.writeFields(to: &w)
            w.endObject()
        }
        w.endObject()
    }
}

extension Person {
    /// The person as they see themself.
    func writeSelf(to w: inout JSONWriter, domain: String) {
        w.beginObject()
        writeFields(to: &w, address: true)
        w.field("dnd", doNotDisturb)
        w.field("status", status)
        w.field("mail", mail.rawValue)
        w.field("mailAddress", handle.map { "\($0)@\(domain)" })
        w.endObject()
    }
}

extension JSONWriter {
    /// The `people` object, by identifier.
    mutating func people(_ people: [Person], for viewer: Person) {
        key("people")
        beginObject()
        for person in people {
            key(person.id.text)
            person.write(to: &self, for: viewer)
        }
        endObject()
    }

    mutating func contacts(_ contacts: [(person: PersonID, state: ContactState)]) {
        beginArray()
        for contact in contacts {
            beginObject()
            field("person", contact.person.text)
            field("state", contact.state.rawValue)
            endObject()
        }
        endArray()
    }
}
