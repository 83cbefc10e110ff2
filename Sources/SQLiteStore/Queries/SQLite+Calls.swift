import Domain
import Foundation
import GRDB
import Hub

extension CallID {
    fileprivate var key: Int64 { Int64(bitPattern: rawValue) }
    fileprivate init(_ key: Int64) { self.init(rawValue: UInt64(bitPattern: key)) }
}

extension SQLiteTransaction {
    func openCalls() throws -> [OpenCall] { try rows("SELECT * FROM calls", []).map(open) }

    func openCall(in id: ConversationID) throws -> OpenCall? {
        try row("SELECT * FROM calls WHERE conversation = ?", [id.key]).map(open)
    }

    private func open(_ row: Row) throws -> OpenCall {
        let id: Int64 = row["id"]
        var call = OpenCall(
            id: CallID(id), conversation: ConversationID(row["conversation"] as Int64), by: PersonID(row["starter"] as Int64),
            since: row["since"], aliveAt: row["alive"])
        for row in try rows("SELECT person, mark, floor, hand FROM call_people WHERE call = ?", [id]) {
            let person = PersonID(row["person"] as Int64), standing = CallStanding(hasFloor: row["floor"], hand: row["hand"])
            call.marks[person] = CallMark(rawValue: row["mark"])
            if standing != CallStanding(hasFloor: false, hand: nil) { call.standings[person] = standing }
        }
        return call
    }

    func save(_ call: OpenCall) throws {
        try run(
            "INSERT OR REPLACE INTO calls(conversation, id, starter, since, alive) VALUES(?, ?, ?, ?, ?)",
            [call.conversation.key, call.id.key, call.by.key, call.since, call.aliveAt])
        for (person, mark) in call.marks { try self.mark([person], mark, in: call.id) }
        for (person, standing) in call.standings { try save(standing, of: person, in: call.id) }
    }

    func mark(_ people: [PersonID], _ mark: CallMark, in id: CallID) throws {
        for person in people {
            try run(
                """
                INSERT INTO call_people(call, person, mark) SELECT ?1, ?2, ?3 WHERE EXISTS(SELECT 1 FROM calls WHERE id = ?1)
                ON CONFLICT(call, person) DO UPDATE SET mark = max(mark, excluded.mark)
                """, [id.key, person.key, mark.rawValue])
        }
    }

    func save(_ standing: CallStanding, of person: PersonID, in id: CallID) throws {
        try run(
            "UPDATE call_people SET floor = ?, hand = ? WHERE call = ? AND person = ?",
            [standing.hasFloor, standing.hand, id.key, person.key])
    }

    func touch(_ calls: [CallID], aliveAt: Milliseconds) throws {
        for id in calls { try run("UPDATE calls SET alive = ? WHERE id = ?", [aliveAt, id.key]) }
    }

    func deleteCall(_ id: CallID) throws {
        try run("DELETE FROM calls WHERE id = ?", [id.key])
        try run("DELETE FROM call_people WHERE call = ?", [id.key])
    }

    func freeWishes() throws -> [FreeWish] {
        try rows("SELECT person, other, conversation FROM free_wishes", []).map {
            FreeWish(
                person: PersonID($0["person"] as Int64), other: PersonID($0["other"] as Int64),
                conversation: ConversationID($0["conversation"] as Int64))
        }
    }

    func save(_ wish: FreeWish) throws {
        try run(
            "INSERT OR REPLACE INTO free_wishes(person, conversation, other) VALUES(?, ?, ?)",
            [wish.person.key, wish.conversation.key, wish.other.key])
    }

    func delete(_ wish: FreeWish) throws {
        try run("DELETE FROM free_wishes WHERE person = ? AND conversation = ?", [wish.person.key, wish.conversation.key])
    }

    func deleteFreeWishes(in id: ConversationID) throws {
        try run("DELETE FROM free_wishes WHERE conversation = ?", [id.key])
    }

    func callLink(digest: [UInt8]) throws -> CallLink? {
        try row("SELECT conversation, kind, name, sender FROM call_links WHERE digest = ?", [Data(digest)]).map {
            CallLink(
                conversation: ConversationID($0["conversation"] as Int64), kind: try parsed($0, "kind"), name: $0["name"],
                by: PersonID($0["sender"] as Int64))
        }
    }

    func callLinks(in id: ConversationID) throws -> Int {
        Int(try number("SELECT count(*) FROM call_links WHERE conversation = ?", [id.key]) ?? 0)
    }

    func save(_ link: CallLink, digest: [UInt8]) throws {
        try run(
            "INSERT INTO call_links(digest, conversation, kind, name, sender) VALUES(?, ?, ?, ?, ?)",
            [Data(digest), link.conversation.key, link.kind.rawValue, link.name, link.by.key])
    }

    func deleteCallLinks(in id: ConversationID) throws {
        try run("DELETE FROM call_links WHERE conversation = ?", [id.key])
    }
}
