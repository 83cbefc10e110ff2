import Domain
import Foundation
import GRDB
import Hub

extension SQLiteTransaction {
    private static let columns = "SELECT seq, at, sender, kind, wire FROM events"

    func append(_ event: Event, wire: [UInt8]) throws -> Bool {
        let insert = try db.cachedStatement(
            sql: """
                INSERT INTO events(conversation, seq, kind, sender, at, target, key, wire) VALUES(?,?,?,?,?,?,?,?)
                ON CONFLICT(key, sender) WHERE key IS NOT NULL DO NOTHING
                """)
        try insert.execute(arguments: [
            event.conversation.key, event.seq, event.body.kind.number, event.by.key, event.at, event.body.target,
            event.body.key?.text, Data(wire),
        ])
        guard db.changesCount > 0 else { return false }
        try keepMembership(after: event)
        try keepMentions(of: event)
        return true
    }

    private func keepMembership(after event: Event) throws {
        switch event.body {
        case .message, .edit, .retract, .reaction, .title, .created, .delivery, .call: return
        case .added(let person, let role):
            try setMembership(Membership(role: role, state: .joined, joinedAt: event.at), of: person, in: event.conversation)
        case .invited(let person, let role, let known):
            try setMembership(
                Membership(role: role, state: known ? .requested : .invited, joinedAt: event.at), of: person,
                in: event.conversation)
        case .joined(let person):
            try run(
                "UPDATE memberships SET state = 'joined' WHERE person = ? AND conversation = ?",
                [person.key, event.conversation.key])
        case .left(let person), .removed(let person): try setMembership(nil, of: person, in: event.conversation)
        case .role(let person, let role):
            try run(
                "UPDATE memberships SET role = ? WHERE person = ? AND conversation = ?",
                [role.rawValue, person.key, event.conversation.key])
        }
    }

    private func keepMentions(of event: Event) throws {
        guard case .message(let message) = event.body, !message.mentions.isEmpty else { return }
        let keys: [Int64] =
            switch message.mentions {
            case .all: [0]
            case .people(let ids): ids.map(\.key)
            }
        for key in keys {
            try run("INSERT OR IGNORE INTO mentions VALUES(?, ?, ?)", [key, event.conversation.key, event.seq])
        }
    }

    func retract(_ seq: Int64, in id: ConversationID) throws {
        for row in try rows(
            "SELECT id, seq, at, sender, kind, key, target FROM events WHERE conversation = ?1 AND (seq = ?2 OR (target = ?2 AND kind = ?3))",
            [id.key, seq, EventBody.Kind.edit.number])
        {
            try blank(row)
        }
        // Deleted words stay in the index's older segments until these are merged.
        try run("INSERT INTO search(search, rank) VALUES('merge', -500)", [])
        try run("DELETE FROM mentions WHERE conversation = ? AND seq = ?", [id.key, seq])
        try run("DELETE FROM attachment_uses WHERE conversation = ? AND seq = ?", [id.key, seq])
        try run("DELETE FROM received_mails WHERE conversation = ? AND seq = ?", [id.key, seq])
    }

    /// Takes the text out of one row of the log and of the index.
    func blank(_ row: Row) throws {
        let wire = Event.retractedWire(
            seq: row["seq"], at: row["at"], by: PersonID(row["sender"]), kind: EventBody.Kind(number: row["kind"]),
            key: row["key"], target: row["target"])
        let id: Int64 = row["id"]
        try run("UPDATE events SET wire = ? WHERE id = ?", [Data(wire), id])
        try run("DELETE FROM search WHERE rowid = ?", [id])
    }

    func events(in id: ConversationID, after seq: Int64, limit: Int) throws -> [StoredEvent] {
        try stored(Self.columns + " WHERE conversation = ? AND seq > ? ORDER BY seq LIMIT ?", [id.key, seq, limit])
    }

    func page(of id: ConversationID, _ range: PageRange, limit: Int) throws -> Page {
        let head = try head(of: id)
        let first: Int64 =
            switch range {
            case .last: max(1, head - Int64(limit) + 1)
            case .before(let seq): max(1, min(seq, head + 1) - Int64(limit))
            case .after(let seq): max(0, min(seq, head)) + 1
            case .around(let seq): max(1, min(seq, head) - Int64(limit / 2))
            case .at(let time): max(1, try firstEvent(of: id, at: time, head: head) - Int64(limit / 2))
            }
        var end = first + Int64(limit)
        if case .before(let seq) = range { end = min(end, max(1, seq)) }
        let events = try stored(
            Self.columns + " WHERE conversation = ? AND seq >= ? AND seq < ? ORDER BY seq", [id.key, first, end])
        // The pluses keep the planner on the index of targets; by number it would read everything after the page.
        let later = try stored(
            Self.columns + " WHERE conversation = ?1 AND target >= ?2 AND target < ?3 AND +seq >= ?3 ORDER BY +seq LIMIT 5000",
            [id.key, first, end])
        return Page(events: events, later: later, head: head)
    }

    /// The number of the first event at or after a time, found by halving: times hardly ever run backwards in a log.
    private func firstEvent(of id: ConversationID, at time: Milliseconds, head: Int64) throws -> Int64 {
        var low: Int64 = 1, high = head
        while low < high {
            let middle = low + (high - low) / 2
            let at = try number("SELECT at FROM events WHERE conversation = ? AND seq = ?", [id.key, middle]) ?? 0
            if at < time { low = middle + 1 } else { high = middle }
        }
        return low
    }

    func versions(of seq: Int64, in id: ConversationID) throws -> [StoredEvent] {
        try stored(
            Self.columns + " WHERE conversation = ?1 AND (seq = ?2 OR (target = ?2 AND kind = ?3)) ORDER BY seq",
            [id.key, seq, EventBody.Kind.edit.number])
    }

    func target(_ seq: Int64, in id: ConversationID) throws -> Target? {
        guard let row = try row("SELECT kind, sender FROM events WHERE conversation = ? AND seq = ?", [id.key, seq]) else {
            return nil
        }
        let retracted = try number(
            "SELECT 1 FROM events WHERE conversation = ? AND target = ? AND kind = ? LIMIT 1",
            [id.key, seq, EventBody.Kind.retract.number])
        return Target(kind: EventBody.Kind(number: row["kind"]), by: PersonID(row["sender"]), retracted: retracted != nil)
    }

    func earlier(key: ClientKey, by person: PersonID) throws -> Earlier? {
        try row("SELECT conversation, seq, at FROM events WHERE key = ? AND sender = ?", [key.text, person.key]).map {
            Earlier(conversation: ConversationID($0["conversation"]), seq: $0["seq"], at: $0["at"])
        }
    }

    func events(
        by person: PersonID, after position: Int64, limit: Int
    ) throws -> [(position: Int64, conversation: ConversationID, event: StoredEvent)] {
        try rows(
            "SELECT seq, at, sender, kind, wire, id, conversation FROM events WHERE sender = ? AND id > ? ORDER BY id LIMIT ?",
            [person.key, position, limit]
        ).map { (position: $0["id"], conversation: ConversationID($0["conversation"]), event: StoredEvent($0)) }
    }

    private func stored(_ sql: String, _ arguments: StatementArguments) throws -> [StoredEvent] {
        var result: [StoredEvent] = []
        let cursor = try Row.fetchCursor(db.cachedStatement(sql: sql), arguments: arguments)
        while let row = try cursor.next() { result.append(StoredEvent(row)) }
        return result
    }
}

extension StoredEvent {
    /// From a row that begins with seq, at, sender, kind, wire.
    init(_ row: Row) {
        self.init(
            seq: row[0], at: row[1], by: PersonID(row[2] as Int64), kind: EventBody.Kind(number: row[3]), wire: row.bytes(at: 4))
    }
}
