import Domain
import Hub
import JSON
import NIOHTTP1

/// A person as `confab user list` shows them.
package struct PersonLine: Sendable {
    package let address: String
    package let name: String
    package let role: String
    package let suspended: Bool
    package let sessions: Int
    package let seenAt: Int64?
}

extension Operator {
    package func people(matching text: String) async throws -> [PersonLine] {
        var lines: [PersonLine] = [], after: PersonID?
        while true {
            let from = after
            let rows = try await hub.store.read { try $0.rows(matching: text, after: from, limit: 500) }
            lines += rows.map {
                PersonLine(
                    address: $0.person.address?.text ?? "", name: $0.person.name, role: $0.person.role.rawValue,
                    suspended: $0.person.suspended, sessions: $0.sessions, seenAt: $0.person.seenAt)
            }
            guard let last = rows.last else { return lines }
            after = last.person.id
        }
    }

    package func add(_ address: String, name: String, password: String, role: String) async throws {
        guard let role = Person.Role(rawValue: role), role.isRegistered else { throw Complaint("a role is owner, admin or member") }
        do {
            let credentials = try Credentials(name: name, address: address, password: password)
            let hash = try await hub.secrets.hash(password: credentials.password)
            let id = PersonID(rawValue: hub.secrets.identifier()), now = hub.now()
            try await hub.store.write { tx in
                guard try tx.person(at: credentials.address) == nil else {
                    throw Refusal.conflict(field: "address", detail: "\(credentials.address.text) is taken")
                }
                var person = Person(id: id, name: credentials.name, address: credentials.address, role: role)
                person.createdAt = now
                try tx.save(person)
                try tx.setPasswordHash(hash, of: id)
            }
        } catch let refusal as Refusal { throw Complaint(refusal.line) }
    }

    package func setRole(_ role: String, of address: String) async throws {
        guard let new = Person.Role(rawValue: role), new.isRegistered else { throw Complaint("a role is owner, admin or member") }
        let person = try await person(address)
        if let server {
            try await server.change(person) { $0.field("role", new.rawValue) }
        } else {
            _ = try await asOwner { try await hub.change(person.id, role: new, suspended: nil, by: $0) }
        }
    }

    package func setSuspended(_ suspended: Bool, _ address: String) async throws {
        let person = try await person(address)
        if let server {
            try await server.change(person) { $0.field("suspended", suspended) }
        } else {
            _ = try await asOwner { try await hub.change(person.id, role: nil, suspended: suspended, by: $0) }
        }
    }

    package func setPassword(_ password: String, of address: String) async throws {
        let person = try await person(address)
        guard person.role.isRegistered else { throw Complaint("\(address) is a guest; guests have no password") }
        if let server {
            var w = JSONWriter()
            w.beginObject()
            w.field("password", password)
            w.endObject()
            try await server.ask(.PUT, "/admin/people/\(person.id.text)/password", w.bytes)
        } else {
            do { try await hub.setPassword(password, of: person.id, keeping: nil) } catch let refusal as Refusal {
                throw Complaint(refusal.line)
            }
        }
    }

    package func export(_ address: String) async throws -> [UInt8] {
        let person = try await person(address)
        return try await asOwner { try await hub.export(person.id, by: $0) }
    }

    package func erase(_ address: String) async throws {
        let person = try await person(address)
        if let server {
            try await server.ask(.DELETE, "/admin/people/\(person.id.text)")
        } else {
            try await asOwner { try await hub.erase(person.id, by: $0) }
        }
    }

    /// Ends every session and token of a person.
    package func signOut(_ address: String) async throws {
        let person = try await person(address)
        for session in try await server?.liveSessions(of: person) ?? [] {
            try await server?.ask(.DELETE, "/admin/sessions/\(session)")
        }
        try await hub.endSessions(of: person.id, keeping: nil)
        // An empty change has the server forget what it knew of them.
        try await server?.change(person) { _ in }
    }

    /// A link by which `uses` people can register.
    package func invite(uses: Int, days: Int) async throws -> String {
        let (_, token) = try await asOwner { try await hub.makeInvite(by: $0, uses: uses, days: days) }
        return "\(hub.policy.publicURL)/join#\(token)"
    }
}

extension RunningServer {
    func change(_ person: Person, _ fields: (inout JSONWriter) -> Void) async throws {
        var w = JSONWriter()
        w.beginObject()
        fields(&w)
        w.endObject()
        try await ask(.PATCH, "/admin/people/\(person.id.text)", w.bytes)
    }

    fileprivate func liveSessions(of person: Person) async throws -> Set<String> {
        guard case .object(let answer)? = try await ask(.GET, "/admin/sessions"), case .array(let rows)? = answer["sessions"] else {
            return []
        }
        let ids = rows.compactMap { row -> String? in
            guard case .object(let session) = row, session["person"] == .string(person.id.text),
                case .string(let id)? = session["id"]
            else { return nil }
            return id
        }
        return Set(ids)
    }
}
