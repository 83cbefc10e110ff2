import Domain
import GRDB
import Hub

extension SQLiteTransaction {
    /// Unread messages are counted up to here.
    static let countedUnread = 1_000
    static let shownPeople = 8

    func summaries(for person: PersonID) throws -> [Summary] {
        let outside = try deliveries(for: person)
        return try rows(Self.summarySQL + " WHERE m.person = ?1 AND m.state IN ('joined', 'requested')", [person.key])
            .map { row in try summary(row, for: person) { outside[$0] ?? [] } }
    }

    func summary(of id: ConversationID, for person: PersonID) throws -> Summary? {
        try row(
            Self.summarySQL + " WHERE m.person = ?1 AND m.conversation = ?2 AND m.state IN ('joined', 'requested')",
            [person.key, id.key]
        ).map { row in try summary(row, for: person) { try deliveries(in: $0, limit: Hub.shownDeliveries) } }
    }

    /// The place first, then the conversation, then what has to be worked out.
    private static let summarySQL = """
        SELECT \(Place.columns), c.id, c.kind, c.title, CASE WHEN c.low = m.person THEN c.high ELSE c.low END, c.members,
          (SELECT max(seq) FROM events WHERE conversation = c.id) AS head,
          (SELECT at FROM events WHERE conversation = c.id ORDER BY seq DESC LIMIT 1) AS at,
          (SELECT count(*) FROM (SELECT 1 FROM events WHERE conversation = c.id AND seq > m.seen
            AND kind = \(EventBody.Kind.message.number) AND sender <> ?1 LIMIT \(countedUnread))) AS unread,
          (SELECT count(*) FROM mentions n CROSS JOIN events e ON e.conversation = n.conversation AND e.seq = n.seq
            WHERE n.conversation = c.id AND n.person IN (?1, 0) AND n.seq > m.seen AND e.sender <> ?1) AS mentions,
          (SELECT wire FROM events WHERE conversation = c.id AND kind = \(EventBody.Kind.message.number) ORDER BY seq DESC LIMIT 1)
            AS last, c.local, c.writers
        FROM memberships m JOIN conversations c ON c.id = m.conversation
        """

    private func summary(
        _ row: Row, for person: PersonID, outside: (ConversationID) throws -> [(person: PersonID, delivery: Delivery)]
    ) throws -> Summary {
        let id = ConversationID(row[6] as Int64), text: String = row[7]
        guard let kind = Conversation.Kind(rawValue: text) else { throw UnknownValue(column: "kind", value: text) }
        let people: [PersonID]
        if kind == .direct {
            people = [PersonID(row[9] as Int64)]
        } else {
            people = try rows(
                "SELECT person FROM memberships WHERE conversation = ? AND person <> ? ORDER BY joined, person LIMIT ?",
                [id.key, person.key, Self.shownPeople]
            ).map { PersonID($0[0] as Int64) }
        }
        let last = row.bytes(at: 15)
        return Summary(
            id: id, kind: kind, title: row[8], head: row[11] ?? 0, at: row[12] ?? 0, count: row[10], people: people,
            last: last.isEmpty ? nil : last, my: try Place(row), unread: row[13], mentions: row[14],
            outside: try outside(id), address: try GroupAddress(local: row[16], writers: row[17]))
    }
}
