import Domain
import Foundation
import GRDB
import Hub

extension SQLiteTransaction {
    /// Only direct conversations ask how many messages there are, and only while they are short.
    static let countedMessages = 1_000

    func conversation(_ id: ConversationID) throws -> Conversation? {
        guard let row = try row("SELECT kind, title FROM conversations WHERE id = ?", [id.key]) else { return nil }
        var c = Conversation(id: id, kind: try parsed(row, "kind"), title: row["title"])
        for m in try rows("SELECT person, role, state, joined FROM memberships WHERE conversation = ?", [id.key]) {
            c.members[PersonID(m[0] as Int64)] = try Membership(m, at: 1)
        }
        if let last = try self.row("SELECT seq, at FROM events WHERE conversation = ? ORDER BY seq DESC LIMIT 1", [id.key]) {
            c.head = last["seq"]
            c.lastAt = last["at"]
        }
        if c.kind == .direct {
            c.messages =
                try number(
                    "SELECT count(*) FROM (SELECT 1 FROM events WHERE conversation = ? AND kind = ? LIMIT ?)",
                    [id.key, EventBody.Kind.message.number, Self.countedMessages]) ?? 0
        }
        return c
    }

    func head(of id: ConversationID) throws -> Int64 {
        try number("SELECT max(seq) FROM events WHERE conversation = ?", [id.key]) ?? 0
    }

    func direct(between a: PersonID, and b: PersonID) throws -> ConversationID? {
        try number("SELECT id FROM conversations WHERE low = ? AND high = ?", [min(a.key, b.key), max(a.key, b.key)])
            .map { ConversationID($0) }
    }

    func places(in id: ConversationID) throws -> [Place] {
        try rows("SELECT \(Place.columns) FROM memberships m WHERE conversation = ? ORDER BY joined, person", [id.key])
            .map { try Place($0) }
    }

    func place(of person: PersonID, in id: ConversationID) throws -> Place? {
        try row("SELECT \(Place.columns) FROM memberships m WHERE person = ? AND conversation = ?", [person.key, id.key])
            .map { try Place($0) }
    }

    func sharesConversation(_ a: PersonID, _ b: PersonID) throws -> Bool {
        try number(
            """
            SELECT 1 FROM memberships x JOIN memberships y ON y.person = ?2 AND y.conversation = x.conversation
            WHERE x.person = ?1 AND x.state = 'joined' AND y.state = 'joined' LIMIT 1
            """, [a.key, b.key]) != nil
    }

    func meets(_ viewer: PersonID, _ person: PersonID) throws -> Bool {
        try number(
            """
            SELECT 1 FROM memberships x JOIN memberships y ON y.person = ?2 AND y.conversation = x.conversation
            WHERE x.person = ?1 AND x.state IN ('joined', 'requested') LIMIT 1
            """, [viewer.key, person.key]) != nil
    }

    func acquaintances(of person: PersonID) throws -> [PersonID] {
        try rows(
            """
            SELECT person FROM contacts WHERE other = ?1
            UNION SELECT y.person FROM memberships x JOIN memberships y ON y.conversation = x.conversation
              WHERE x.person = ?1 AND y.person <> ?1 AND y.state IN ('joined', 'requested') LIMIT 10000
            """, [person.key]
        ).map { PersonID($0["person"]) }
    }

    func conversationCount(of person: PersonID) throws -> Int {
        Int(try number("SELECT count(*) FROM memberships WHERE person = ?", [person.key]) ?? 0)
    }

    func create(
        _ id: ConversationID, kind: Conversation.Kind, title: String, pair: (PersonID, PersonID)?, at: Milliseconds
    ) throws {
        let low = pair.map { min($0.0.key, $0.1.key) }, high = pair.map { max($0.0.key, $0.1.key) }
        try run(
            "INSERT INTO conversations(id, kind, title, created, low, high) VALUES(?,?,?,?,?,?)",
            [id.key, kind.rawValue, title, at, low, high])
    }

    func setTitle(_ title: String, of id: ConversationID) throws {
        try run("UPDATE conversations SET title = ? WHERE id = ?", [title, id.key])
    }

    func setPair(of id: ConversationID, _ a: PersonID, _ b: PersonID) throws {
        try run("UPDATE conversations SET low = ?, high = ? WHERE id = ?", [min(a.key, b.key), max(a.key, b.key), id.key])
    }

    func setMembership(_ m: Membership?, of person: PersonID, in id: ConversationID) throws {
        guard let m else {
            try run("DELETE FROM memberships WHERE person = ? AND conversation = ?", [person.key, id.key])
            return try run("UPDATE conversations SET members = members - ? WHERE id = ?", [db.changesCount, id.key])
        }
        if try place(of: person, in: id) == nil {
            try run("UPDATE conversations SET members = members + 1 WHERE id = ?", [id.key])
        }
        try run(
            """
            INSERT INTO memberships(person, conversation, role, state, joined, level) VALUES(?,?,?,?,?,'all')
            ON CONFLICT(person, conversation) DO UPDATE SET role = excluded.role, state = excluded.state
            """, [person.key, id.key, m.role.rawValue, m.state.rawValue, m.joinedAt])
    }

    func setRead(_ seq: Int64, of person: PersonID, in id: ConversationID) throws -> Bool {
        try run(
            "UPDATE memberships SET seen = ?1 WHERE person = ?2 AND conversation = ?3 AND seen < ?1", [seq, person.key, id.key])
        return db.changesCount > 0
    }

    func setLevel(_ level: NotificationLevel, of person: PersonID, in id: ConversationID) throws {
        try run("UPDATE memberships SET level = ? WHERE person = ? AND conversation = ?", [level.rawValue, person.key, id.key])
    }

    func invitation(digest: [UInt8]) throws -> InvitationRecord? {
        try row("SELECT * FROM invitations WHERE digest = ?", [Data(digest)]).map { row in
            let bound: Int64? = row["bound"]
            return InvitationRecord(
                id: InvitationID(row["id"]), conversation: ConversationID(row["conversation"]), person: PersonID(row["person"]),
                by: PersonID(row["sender"]), expiresAt: row["expires"], boundTo: bound.map { SessionID($0) },
                isMailed: row["mailed"])
        }
    }

    func openedMail(_ session: SessionID) throws -> Bool {
        try number("SELECT 1 FROM invitations WHERE bound = ? AND mailed = 1 LIMIT 1", [session.key]) != nil
    }

    func save(_ i: InvitationRecord, digest: [UInt8]) throws {
        try run(
            "INSERT INTO invitations(id, conversation, person, sender, digest, expires, bound, mailed) VALUES(?,?,?,?,?,?,?,?)",
            [i.id.key, i.conversation.key, i.person.key, i.by.key, Data(digest), i.expiresAt, i.boundTo?.key, i.isMailed])
    }

    func bind(_ invitation: InvitationID, to session: SessionID) throws {
        try run("UPDATE invitations SET bound = ? WHERE id = ?", [session.key, invitation.key])
    }

    func endInvitations(of person: PersonID, in id: ConversationID) throws {
        try run("DELETE FROM invitations WHERE conversation = ? AND person = ?", [id.key, person.key])
    }
}

extension Membership {
    /// From a row that has role, state and joined from `start` on.
    init(_ row: Row, at start: Int) throws {
        let role: String = row[start], state: String = row[start + 1]
        guard let role = Role(rawValue: role) else { throw UnknownValue(column: "role", value: role) }
        guard let state = State(rawValue: state) else { throw UnknownValue(column: "state", value: state) }
        self.init(role: role, state: state, joinedAt: row[start + 2])
    }
}

extension Place {
    /// The columns of a membership, in the order in which `init(_:at:)` takes them.
    static let columns = "m.person, m.role, m.state, m.joined, m.seen, m.level"

    init(_ row: Row, at start: Int = 0) throws {
        let level: String = row[start + 5]
        guard let level = NotificationLevel(rawValue: level) else { throw UnknownValue(column: "level", value: level) }
        self.init(
            person: PersonID(row[start] as Int64), membership: try Membership(row, at: start + 1), read: row[start + 4],
            level: level)
    }
}
