import Domain
import GRDB
import Hub

extension SQLiteTransaction {
    /// Unread messages are counted up to here.
    static let countedUnread = 1_000
    static let shownPeople = 8

    func summaries(for person: PersonID) throws -> [Summary] {
        try rows(Self.summarySQL + " WHERE m.person = ?1 AND m.state IN ('joined', 'requested')", [person.key])
            .map { try summary($0, for: person) }
    }

    func summary(of id: ConversationID, for person: PersonID) throws -> Summary? {
        try row(
            Self.summarySQL + " WHERE m.person = ?1 AND m.conversation = ?2 AND m.state IN ('joined', 'requested')",
            [person.key, id.key]
        ).map { try summary($0, for: person) }
    }

    private static let summarySQL = """
        SELECT c.id, c.kind, c.title, c.low, c.high, m.*,
          (SELECT max(seq) FROM events WHERE conversation = c.id) AS head,
          (SELECT at FROM events WHERE conversation = c.id ORDER BY seq DESC LIMIT 1) AS at,
          (SELECT wire FROM events WHERE conversation = c.id AND kind = \(EventBody.Kind.message.number) ORDER BY seq DESC LIMIT 1)
            AS last,
          (SELECT count(*) FROM (SELECT 1 FROM events WHERE conversation = c.id AND seq > m.seen
            AND kind = \(EventBody.Kind.message.number) AND sender <> ?1 LIMIT \(countedUnread))) AS unread,
          (SELECT count(*) FROM mentions n JOIN events e ON e.conversation = n.conversation AND e.seq = n.seq
            WHERE n.conversation = c.id AND n.person IN (?1, 0) AND n.seq > m.seen AND e.sender <> ?1) AS mentions
        FROM memberships m JOIN conversations c ON c.id = m.conversation
        """

    private func summary(_ row: Row, for person: PersonID) throws -> Summary {
        let id = ConversationID(row["id"]), kind: Conversation.Kind = try parsed(row, "kind")
        var people: [PersonID] = []
        var count = 2
        if kind == .direct {
            let low: Int64 = row["low"], high: Int64 = row["high"]
            people = [PersonID(low == person.key ? high : low)]
        } else {
            people = try rows(
                "SELECT person FROM memberships WHERE conversation = ? AND person <> ? ORDER BY joined, person LIMIT ?",
                [id.key, person.key, Self.shownPeople]
            ).map { PersonID($0["person"]) }
            count = people.count < Self.shownPeople ? people.count + 1 : try memberCount(id)
        }
        let last = row.bytes("last")
        return Summary(
            id: id, kind: kind, title: row["title"], head: row["head"] ?? 0, at: row["at"] ?? 0, count: count, people: people,
            last: last.isEmpty ? nil : last, my: try Place(row), unread: row["unread"], mentions: row["mentions"])
    }

    private func memberCount(_ id: ConversationID) throws -> Int {
        Int(try number("SELECT count(*) FROM memberships WHERE conversation = ?", [id.key]) ?? 0)
    }
}
