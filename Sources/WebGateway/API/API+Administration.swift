import Domain
import Foundation
import HTTPTypes
import Hub
import JSON

extension API {
    func administration(_ table: inout RouteTable) {
        table.on(.get, "/admin/people") { ask in
            let caller = try await ask.caller()
            let query = try ask.query(["q", "limit", "after"])
            let limit = Int(try query.integer("limit", in: 1...200) ?? 50)
            let rows = try await hub.rows(
                matching: try query.string("q", max: Limits.query) ?? "",
                after: try query.identifier("after").map { PersonID(rawValue: $0) }, limit: limit, for: caller)
            return Answer.object { w in
                w.key("people")
                w.beginArray()
                for row in rows { w.row(row) }
                w.endArray()
                w.key("next")
                if rows.count == limit, let last = rows.last { w.string(last.person.id.text) } else { w.null() }
            }
        }
        table.on(.patch, "/admin/people/{person}") { ask in
            let caller = try await ask.caller()
            let fields = try await ask.fields(["role", "suspended"])
            let role = try fields.optionalString("role", max: 16).map { text -> Person.Role in
                guard let role = Person.Role(rawValue: text) else {
                    throw Refusal.invalid(field: "role", expected: "owner, admin or member")
                }
                return role
            }
            let person = try await hub.change(
                try ask.person(), role: role, suspended: try fields.optionalBool("suspended"), by: caller)
            return Answer.json(.ok, person.json(for: caller.person))
        }
        table.on(.delete, "/admin/people/{person}") { ask in
            let caller = try await ask.caller()
            try caller.person.permitAdministration()
            try await hub.erase(try ask.person(), by: caller)
            return .empty
        }
        table.on(.get, "/admin/people/{person}/export") { ask in
            let caller = try await ask.caller()
            try caller.person.permitAdministration()
            return Answer.json(.ok, try await hub.export(try ask.person(), by: caller))
                .with(.contentDisposition, "attachment; filename=\"confab-export.json\"")
        }
        table.on(.put, "/admin/people/{person}/password") { ask in
            let caller = try await ask.caller()
            let fields = try await ask.fields(["password"])
            try await hub.resetPassword(
                of: try ask.person(), to: try fields.string("password", max: Limits.password), by: caller)
            return .empty
        }
        live(&table)
    }

    private func live(_ table: inout RouteTable) {
        table.on(.get, "/admin/sessions") { ask in
            let caller = try await ask.caller()
            let rows = try hub.registrations(for: caller)
            let places = try await hub.places(of: rows.map(\.person))
            return Answer.object { w in
                w.key("sessions")
                w.beginArray()
                for row in rows { w.registration(row, places[row.person] ?? ("", 0)) }
                w.endArray()
            }
        }
        table.on(.delete, "/admin/sessions/{session}") { ask in
            try await hub.end(try ask.session(), by: try await ask.caller())
            return .empty
        }
        table.on(.get, "/admin/numbers") { ask in
            let numbers = try await hub.numbers(for: try await ask.caller())
            return Answer.object { w in
                w.field("people", numbers.people)
                w.field("guests", numbers.guests)
                w.field("conversations", numbers.conversations)
                w.field("events", numbers.events)
                w.field("attachments", numbers.attachments)
                w.field("attachment_bytes", numbers.attachmentBytes)
                w.field("sessions", hub.directory.count)
                w.field("database_bytes", numbers.databaseBytes)
                w.field("uptime", hub.now() - hub.startedAt)
                w.field("version", hub.policy.version)
                w.field("memory_bytes", ResidentMemory.bytes)
            }
        }
    }
}

extension JSONWriter {
    fileprivate mutating func row(_ row: PersonRow) {
        let p = row.person
        beginObject()
        p.writeFields(to: &self, address: true)
        field("created", p.createdAt)
        field("seen", p.seenAt)
        field("suspended", p.suspended)
        field("sessions", row.sessions)
        endObject()
    }

    fileprivate mutating func registration(_ r: Registration, _ place: (name: String, conversations: Int)) {
        beginObject()
        field("id", r.session.text)
        field("person", r.person.text)
        field("name", place.name)
        field("device", r.device)
        field("address", r.remoteAddress)
        field("state", r.state.active ? "active" : "idle")
        key("media")
        beginArray()
        for media in r.state.media.names { string(media) }
        endArray()
        field("transport", r.transport)
        field("since", r.since)
        field("conversations", place.conversations)
        endObject()
    }
}

/// How much memory this process occupies.
enum ResidentMemory {
    static var bytes: Int {
        guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return 0 }
        let fields = text.split(separator: " ")
        return (fields.count > 1 ? Int(fields[1]) ?? 0 : 0) * 4_096
    }
}
