import Domain
import GRDB
import Hub

extension SQLiteTransaction {
    /// The newest first, among what the asker may read.
    func search(_ q: SearchQuery) throws -> [SearchHit] {
        guard let terms = SearchTerms.query(q.text) else { return [] }
        let found = try rows(
            """
            SELECT e.seq, e.at, e.sender, e.kind, e.wire, e.id, e.conversation FROM search s JOIN events e ON e.id = s.rowid
            JOIN memberships m ON m.person = ?1 AND m.conversation = e.conversation AND m.state IN ('joined', 'requested')
            WHERE search MATCH ?2 AND s.rowid < ?3 AND (?4 IS NULL OR e.conversation = ?4) AND (?5 IS NULL OR e.sender = ?5)
            ORDER BY s.rowid DESC LIMIT ?6
            """,
            [q.person.key, terms, q.before ?? Int64.max, q.conversation?.key, q.by?.key, q.limit])
        return try found.map { row in
            let event = StoredEvent(row), conversation = ConversationID(row["conversation"])
            let latest = try versions(of: event.seq, in: conversation).last
            return SearchHit(
                position: row["id"], conversation: conversation, event: event,
                text: SearchIndex.text(of: latest?.wire ?? event.wire) ?? "")
        }
    }
}
