import Domain
import Foundation
import GRDB
import Hub

extension SQLiteTransaction {
    func session(digest: [UInt8]) throws -> SessionRecord? {
        try row("SELECT * FROM sessions WHERE digest = ?", [Data(digest)]).map { try session($0) }
    }

    private func session(_ row: Row) throws -> SessionRecord {
        var session = try SessionRecord(row)
        if row["scoped"] as Bool {
            session.scope = Set(
                try rows("SELECT conversation FROM session_scopes WHERE session = ?", [session.id.key])
                    .map { ConversationID($0["conversation"]) })
        }
        return session
    }

    func sessions(of person: PersonID) throws -> [SessionRecord] {
        try rows("SELECT * FROM sessions WHERE person = ? ORDER BY seen DESC", [person.key]).map { try session($0) }
    }

    func save(_ s: SessionRecord, digest: [UInt8]) throws {
        try run(
            "INSERT INTO sessions(id, person, digest, kind, device, address, created, seen, scoped) VALUES(?,?,?,?,?,?,?,?,?)",
            [
                s.id.key, s.person.key, Data(digest), s.kind.rawValue, s.device, s.remoteAddress, s.createdAt, s.seenAt,
                s.scope != nil,
            ])
        for conversation in s.scope ?? [] { try widen(s.id, by: conversation) }
    }

    func widen(_ session: SessionID, by conversation: ConversationID) throws {
        try run("INSERT OR IGNORE INTO session_scopes VALUES(?, ?)", [session.key, conversation.key])
    }

    func widenSessions(of guest: PersonID, invitedBy inviter: PersonID, by conversation: ConversationID) throws -> Bool {
        let sessions = try rows(
            """
            SELECT DISTINCT s.id FROM invitations i JOIN sessions s ON s.id = i.bound
            WHERE i.person = ? AND i.sender = ? AND s.scoped
            """, [guest.key, inviter.key]
        ).map { SessionID($0["id"]) }
        for session in sessions { try widen(session, by: conversation) }
        return !sessions.isEmpty
    }

    func touch(_ session: SessionID, seenAt: Milliseconds, remoteAddress: String) throws {
        try run("UPDATE sessions SET seen = ?, address = ? WHERE id = ?", [seenAt, remoteAddress, session.key])
    }

    func endSessions(of person: PersonID, keeping: SessionID?) throws -> [SessionID] {
        let ended = try sessions(of: person).map(\.id).filter { $0 != keeping }
        for id in ended { _ = try endSession(id) }
        return ended
    }

    func endSession(_ id: SessionID) throws -> Bool {
        try run("DELETE FROM session_scopes WHERE session = ?", [id.key])
        try run("DELETE FROM push WHERE session = ?", [id.key])
        try run("DELETE FROM sessions WHERE id = ?", [id.key])
        return db.changesCount > 0
    }

    func invite(digest: [UInt8]) throws -> InviteRecord? {
        try row("SELECT * FROM invites WHERE digest = ?", [Data(digest)]).map(InviteRecord.init)
    }

    func invites(by person: PersonID?) throws -> [InviteRecord] {
        if let person {
            return try rows("SELECT * FROM invites WHERE sender = ? ORDER BY created DESC", [person.key]).map(InviteRecord.init)
        }
        return try rows("SELECT * FROM invites ORDER BY created DESC LIMIT 1000", []).map(InviteRecord.init)
    }

    func save(_ i: InviteRecord, digest: [UInt8]) throws {
        try run(
            "INSERT INTO invites(id, sender, digest, uses, remaining, created, expires) VALUES(?,?,?,?,?,?,?)",
            [i.id.key, i.by.key, Data(digest), i.uses, i.left, i.createdAt, i.expiresAt])
    }

    func useInvite(_ id: InvitationID) throws { try run("UPDATE invites SET remaining = remaining - 1 WHERE id = ?", [id.key]) }
    func deleteInvite(_ id: InvitationID) throws { try run("DELETE FROM invites WHERE id = ?", [id.key]) }

    func pushSubscriptions(of person: PersonID) throws -> [PushRecord] {
        try rows("SELECT * FROM push WHERE person = ? ORDER BY rowid", [person.key]).map {
            PushRecord(
                person: PersonID($0["person"]), session: SessionID($0["session"]), endpoint: $0["endpoint"],
                p256dh: $0.bytes("p256dh"), auth: $0.bytes("auth"))
        }
    }

    func peopleWithPush() throws -> [PersonID] { try rows("SELECT DISTINCT person FROM push", []).map { PersonID($0["person"]) } }

    func save(_ s: PushRecord) throws {
        try run(
            "INSERT OR REPLACE INTO push VALUES(?,?,?,?,?)",
            [s.endpoint, s.person.key, s.session.key, Data(s.p256dh), Data(s.auth)])
    }

    func deletePush(endpoint: String) throws { try run("DELETE FROM push WHERE endpoint = ?", [endpoint]) }
}

extension SessionRecord {
    init(_ row: Row) throws {
        self.init(
            id: SessionID(row["id"]), person: PersonID(row["person"]), kind: try parsed(row, "kind"), device: row["device"],
            remoteAddress: row["address"], createdAt: row["created"], seenAt: row["seen"])
    }
}

extension InviteRecord {
    init(_ row: Row) throws {
        self.init(
            id: InvitationID(row["id"]), by: PersonID(row["sender"]), uses: row["uses"], left: row["remaining"],
            createdAt: row["created"], expiresAt: row["expires"])
    }
}
