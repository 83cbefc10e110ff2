import Domain
import Foundation
import GRDB
import Hub

extension SQLiteTransaction {
    func person(_ id: PersonID) throws -> Person? {
        try row("SELECT \(Person.columns) FROM people WHERE id = ?", [id.key]).map(Person.init)
    }

    func person(at address: Address) throws -> Person? {
        try row("SELECT \(Person.columns) FROM people WHERE address = ?", [address.text]).map(Person.init)
    }

    func people(_ ids: [PersonID]) throws -> [Person] {
        if ids.isEmpty { return [] }
        let list = "[" + ids.map { String($0.key) }.joined(separator: ",") + "]"
        return try rows("SELECT \(Person.columns) FROM people WHERE id IN (SELECT value FROM json_each(?))", [list]).map(
            Person.init)
    }

    func members(matching text: String, limit: Int) throws -> [Person] {
        let pattern = text.likePattern
        return try rows(
            """
            SELECT \(Person.columns) FROM people WHERE role <> 'guest' AND gone = 0
              AND (folded(name) LIKE ?1 ESCAPE '\\' OR address LIKE ?1 ESCAPE '\\') ORDER BY name COLLATE NOCASE LIMIT ?2
            """, [pattern, limit]
        ).map(Person.init)
    }

    func rows(matching text: String, after: PersonID?, limit: Int) throws -> [PersonRow] {
        try rows(
            """
            SELECT \(Person.columns), (SELECT count(*) FROM sessions s WHERE s.person = people.id) AS sessions FROM people
            WHERE gone = 0 AND id > ?1 AND (folded(name) LIKE ?2 ESCAPE '\\' OR ifnull(address, '') LIKE ?2 ESCAPE '\\') ORDER BY id LIMIT ?3
            """, [after?.key ?? 0, text.likePattern, limit]
        ).map { PersonRow(person: try Person($0), sessions: $0["sessions"]) }
    }

    func hasOwner() throws -> Bool { try number("SELECT 1 FROM people WHERE role = 'owner' LIMIT 1") != nil }
    func owners() throws -> Int { Int(try number("SELECT count(*) FROM people WHERE role = 'owner' AND gone = 0") ?? 0) }

    func anOwner() throws -> Person? {
        try row("SELECT \(Person.columns) FROM people WHERE role = 'owner' AND gone = 0 ORDER BY id LIMIT 1", []).map(Person.init)
    }

    func passwordHash(of person: PersonID) throws -> String? {
        try String.fetchOne(db.cachedStatement(sql: "SELECT password FROM people WHERE id = ?"), arguments: [person.key])
    }

    func save(_ p: Person) throws {
        try run(
            """
            INSERT INTO people(id, name, address, role, suspended, gone, dnd, status, created, seen, mail, handle)
            VALUES(?,?,?,?,?,?,?,?,?,?,?,?)
            ON CONFLICT(id) DO UPDATE SET name = excluded.name, address = excluded.address, role = excluded.role,
              suspended = excluded.suspended, gone = excluded.gone, dnd = excluded.dnd, status = excluded.status,
              mail = excluded.mail, handle = excluded.handle
            """,
            [
                p.id.key, p.name, p.address?.text, p.role.rawValue, p.suspended, p.gone, p.doNotDisturb, p.status, p.createdAt,
                p.seenAt, p.mail.rawValue, p.handle,
            ])
    }

    func setPasswordHash(_ hash: String?, of person: PersonID) throws {
        try run("UPDATE people SET password = ? WHERE id = ?", [hash, person.key])
    }

    func seen(_ person: PersonID, at: Milliseconds) throws {
        try run("UPDATE people SET seen = ? WHERE id = ?", [at, person.key])
    }

    func contact(of person: PersonID, with other: PersonID) throws -> ContactState {
        guard let row = try row("SELECT state FROM contacts WHERE person = ? AND other = ?", [person.key, other.key]) else {
            return .none
        }
        return try parsed(row, "state")
    }

    func contacts(of person: PersonID) throws -> [(person: PersonID, state: ContactState)] {
        try rows("SELECT other, state FROM contacts WHERE person = ?", [person.key])
            .map { (person: PersonID($0["other"]), state: try parsed($0, "state")) }
    }

    func setContact(of person: PersonID, with other: PersonID, to state: ContactState) throws {
        if state == .none {
            try run("DELETE FROM contacts WHERE person = ? AND other = ?", [person.key, other.key])
        } else {
            try run("INSERT OR REPLACE INTO contacts VALUES(?, ?, ?)", [person.key, other.key, state.rawValue])
        }
    }

    func numbers() throws -> StoreNumbers {
        var n = StoreNumbers()
        n.people = Int(try number("SELECT count(*) FROM people WHERE gone = 0 AND role <> 'guest'") ?? 0)
        n.guests = Int(try number("SELECT count(*) FROM people WHERE gone = 0 AND role = 'guest'") ?? 0)
        n.conversations = Int(try number("SELECT count(*) FROM conversations") ?? 0)
        n.events = Int(try number("SELECT max(id) FROM events") ?? 0)
        n.attachments = Int(try number("SELECT count(*) FROM attachments") ?? 0)
        n.attachmentBytes = try attachmentBytes()
        n.databaseBytes =
            (try number("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")) ?? 0
        return n
    }

    func secret(named name: String) throws -> [UInt8]? {
        try row("SELECT bytes FROM secrets WHERE name = ?", [name]).map { $0.bytes(at: 0) }.flatMap { $0.isEmpty ? nil : $0 }
    }

    func saveSecret(_ bytes: [UInt8], named name: String) throws {
        try run("INSERT OR REPLACE INTO secrets VALUES(?, ?)", [name, Data(bytes)])
    }
}

extension Person {
    /// The columns of a person, in the order in which `init(_:)` takes them: finding columns by name is slow.
    static let columns = "id, name, address, role, suspended, gone, dnd, status, created, seen, mail, handle"

    init(_ row: Row) throws {
        let address: String? = row[2], role: String = row[3]
        guard let role = Role(rawValue: role) else { throw UnknownValue(column: "role", value: role) }
        self.init(id: PersonID(row[0] as Int64), name: row[1], address: address.map { Address(stored: $0) }, role: role)
        suspended = row[4]
        gone = row[5]
        doNotDisturb = row[6]
        status = row[7]
        createdAt = row[8]
        seenAt = row[9]
        let mail: String = row[10]
        guard let level = MailLevel(rawValue: mail) else { throw UnknownValue(column: "mail", value: mail) }
        self.mail = level
        handle = row[11]
    }
}

extension String {
    /// The text as a LIKE pattern that finds it anywhere.
    var likePattern: String {
        var pattern = "%"
        for c in folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil) {
            if c == "%" || c == "_" || c == "\\" { pattern.append("\\") }
            pattern.append(c)
        }
        return pattern + "%"
    }
}
