import Domain
import Foundation
import GRDB
import Hub

extension SQLiteTransaction {
    /// Guests are mailed of everything; members as they want it, and what calls one by name is looked up by itself.
    func correspondents(in id: ConversationID) throws -> [Correspondent] {
        try rows(
            """
            SELECT m.person, p.role = 'guest', m.state, EXISTS(SELECT 1 FROM mails w WHERE w.person = m.person
                AND w.conversation = m.conversation AND w.state = 'waiting' AND w.kind IN ('invitation', 'digest'))
            FROM memberships m JOIN people p ON p.id = m.person JOIN conversations c ON c.id = m.conversation
            LEFT JOIN mail_places l ON l.person = m.person AND l.conversation = m.conversation
            WHERE m.conversation = ?1 AND m.state <> 'declined' AND m.level <> 'none' AND p.address IS NOT NULL AND p.gone = 0
              AND p.suspended = 0 AND (p.mail = 'all' OR (p.mail = 'direct' AND (p.role = 'guest' OR c.kind = 'direct')))
              AND ifnull(l.stopped, 0) = 0 AND (p.role = 'guest' OR m.level = 'all')
            """, [id.key]
        ).map { row in
            let state: String = row[2]
            guard let state = Membership.State(rawValue: state) else { throw UnknownValue(column: "state", value: state) }
            return Correspondent(person: PersonID(row[0] as Int64), isGuest: row[1], state: state, isWaiting: row[3])
        }
    }

    func mail(_ id: MailID) throws -> MailRecord? {
        try row("SELECT * FROM mails WHERE id = ?", [id.rawValue]).map { try MailRecord($0) }
    }

    func mail(bounce: String) throws -> MailRecord? {
        try row("SELECT * FROM mails WHERE bounce = ?", [bounce]).map { try MailRecord($0) }
    }

    func dueMails(at now: Milliseconds, limit: Int) throws -> [MailRecord] {
        // What is said in a conversation reaches a person in order: one mail after another.
        try rows(
            """
            SELECT * FROM mails m WHERE state = 'waiting' AND due <= ? AND NOT EXISTS(SELECT 1 FROM mails s
              WHERE s.state = 'sending' AND s.person = m.person AND s.conversation = m.conversation) ORDER BY due LIMIT ?
            """, [now, limit]
        )
        .map { try MailRecord($0) }
    }

    func isMailWaiting(for person: PersonID, in id: ConversationID) throws -> Bool {
        try number(
            """
            SELECT 1 FROM mails WHERE person = ? AND conversation = ? AND state = 'waiting' AND kind IN ('invitation', 'digest') LIMIT 1
            """, [person.key, id.key]) != nil
    }

    func isCalled(_ person: PersonID, in id: ConversationID) throws -> Bool {
        try number(
            """
            SELECT 1 FROM memberships m LEFT JOIN mail_places l ON l.person = m.person AND l.conversation = m.conversation
            JOIN mentions n ON n.conversation = m.conversation AND n.person = m.person AND n.seq > max(m.seen, ifnull(l.mailed, 0))
            WHERE m.person = ? AND m.conversation = ? LIMIT 1
            """, [person.key, id.key]) != nil
    }

    func isMailUnderway(to person: PersonID, in id: ConversationID) throws -> Bool {
        try number(
            "SELECT 1 FROM mails WHERE person = ? AND conversation = ? AND state = 'sending' LIMIT 1", [person.key, id.key]) != nil
    }

    func nextMailDue() throws -> Milliseconds? {
        try number(
            """
            SELECT min(due) FROM mails m WHERE state = 'waiting' AND NOT EXISTS(SELECT 1 FROM mails s
              WHERE s.state = 'sending' AND s.person = m.person AND s.conversation = m.conversation)
            """)
    }

    func mails(before: MailID?, state: MailRecord.State?, limit: Int) throws -> [MailRecord] {
        try rows(
            "SELECT * FROM mails WHERE id < ?1 AND (?2 IS NULL OR state = ?2) ORDER BY id DESC LIMIT ?3",
            [before?.rawValue ?? Int64.max, state?.rawValue, limit]
        ).map { try MailRecord($0) }
    }

    func mailsSent(since: Milliseconds, by sender: PersonID?) throws -> Int {
        Int(
            try number(
                "SELECT count(*) FROM mails WHERE ended > ?1 AND state IN ('sent', 'failed') AND (?2 IS NULL OR sender = ?2)",
                [since, sender?.key]) ?? 0)
    }

    func isUnanswered(by guest: PersonID, from sender: PersonID, in id: ConversationID) throws -> Bool {
        try number(
            """
            SELECT 1 FROM mails m WHERE m.person = ?1 AND (m.sender = ?2 OR m.conversation = ?3)
              AND m.kind IN ('invitation', 'digest') AND m.state IN ('waiting', 'sending', 'sent')
              AND NOT EXISTS(SELECT 1 FROM mail_places l WHERE l.person = ?1 AND l.conversation = m.conversation AND l.answered IS NOT NULL)
              AND NOT EXISTS(SELECT 1 FROM memberships s WHERE s.person = ?1 AND s.conversation = m.conversation AND s.state = 'joined')
            LIMIT 1
            """, [guest.key, sender.key, id.key]) != nil
    }

    func unmailed(for person: PersonID) throws -> [ConversationID] {
        try rows(
            """
            SELECT m.conversation FROM memberships m
            LEFT JOIN mail_places l ON l.person = m.person AND l.conversation = m.conversation
            WHERE m.person = ?1 AND m.state IN ('joined', 'requested') AND EXISTS(
              SELECT 1 FROM events e WHERE e.conversation = m.conversation AND e.kind = \(EventBody.Kind.message.number)
                AND e.seq > max(m.seen, ifnull(l.mailed, 0)) AND e.sender <> ?1) LIMIT 100
            """, [person.key]
        ).map { ConversationID($0[0] as Int64) }
    }

    func mails(carrying seq: Int64, in id: ConversationID) throws -> [MailID] {
        try rows("SELECT id FROM mails WHERE conversation = ? AND upto >= ?", [id.key, seq]).map { MailID(rawValue: $0[0]) }
    }

    func mails(concerning person: PersonID) throws -> [MailID] {
        try rows(
            """
            SELECT id FROM mails WHERE person = ?1 OR sender = ?1
              OR conversation IN (SELECT conversation FROM memberships WHERE person = ?1)
            """, [person.key]
        ).map { MailID(rawValue: $0[0]) }
    }

    func peopleHereLast() throws -> [PersonID] {
        try rows(
            """
            SELECT DISTINCT person FROM sessions
            WHERE seen > (SELECT ifnull(max(at), 0) FROM (SELECT at FROM events ORDER BY id DESC LIMIT 1)) - 600000 LIMIT 100000
            """, []
        ).map { PersonID($0[0] as Int64) }
    }

    func insert(_ m: MailRecord) throws -> MailID {
        try run(
            """
            INSERT INTO mails(person, conversation, sender, kind, state, due, attempts, after, upto, created, ended, text, bounce, address)
            VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?)
            """,
            [
                m.person.key, m.conversation?.key, m.sender?.key, m.kind.rawValue, m.state.rawValue, m.due, m.attempts, m.after,
                m.upto, m.createdAt, m.endedAt, m.text, m.bounce, m.address?.text,
            ])
        return MailID(rawValue: db.lastInsertedRowID)
    }

    func update(_ m: MailRecord) throws {
        try run(
            "UPDATE mails SET state = ?, due = ?, attempts = ?, after = ?, upto = ?, ended = ?, text = ? WHERE id = ?",
            [m.state.rawValue, m.due, m.attempts, m.after, m.upto, m.endedAt, m.text, m.id.rawValue])
    }

    func forgetMails(endedBefore: Milliseconds, linksBefore: Milliseconds) throws {
        try run("DELETE FROM mails WHERE ended < ?", [endedBefore])
        try run("DELETE FROM sign_in_links WHERE expires < ?", [linksBefore])
    }

    func requeueMails() throws {
        // The one that was under way goes again under its Message-ID, and carries what a later one would have.
        try run(
            """
            UPDATE mails SET state = 'cancelled', ended = created WHERE state IN ('waiting', 'sending') AND kind IN ('invitation', 'digest')
              AND EXISTS(SELECT 1 FROM mails s WHERE s.person = mails.person AND s.conversation = mails.conversation
                AND s.state = 'sending' AND s.kind IN ('invitation', 'digest') AND (mails.state = 'waiting' OR s.id < mails.id))
            """, [])
        try run("UPDATE mails SET state = 'waiting' WHERE state = 'sending'", [])
    }
}

extension MailRecord {
    init(_ row: Row) throws {
        let conversation: Int64? = row["conversation"], sender: Int64? = row["sender"]
        self.init(
            person: PersonID(row["person"]), conversation: conversation.map { ConversationID($0) },
            sender: sender.map { PersonID($0) }, kind: try parsed(row, "kind"), due: row["due"], createdAt: row["created"],
            bounce: row["bounce"])
        id = MailID(rawValue: row["id"])
        state = try parsed(row, "state")
        attempts = row["attempts"]
        after = row["after"]
        upto = row["upto"]
        endedAt = row["ended"]
        text = row["text"]
        let address: String? = row["address"]
        self.address = address.map { Address(stored: $0) }
    }
}
