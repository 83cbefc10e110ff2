import Domain
import Foundation
import GRDB
import Hub

extension SQLiteTransaction {
    func mailPlace(of person: PersonID, in id: ConversationID) throws -> MailPlace? {
        try row("SELECT * FROM mail_places WHERE person = ? AND conversation = ?", [person.key, id.key]).map { try MailPlace($0) }
    }

    func mailPlace(reply: String) throws -> MailPlace? {
        try row("SELECT * FROM mail_places WHERE reply = ?", [reply]).map { try MailPlace($0) }
    }

    func mailPlace(stop: String) throws -> MailPlace? {
        try row("SELECT * FROM mail_places WHERE stop = ?", [stop]).map { try MailPlace($0) }
    }

    func deliveries(in id: ConversationID, limit: Int) throws -> [(person: PersonID, delivery: Delivery)] {
        try rows(
            """
            SELECT l.* FROM mail_places l JOIN memberships m ON m.person = l.person AND m.conversation = l.conversation
            WHERE l.conversation = ? AND l.state IS NOT NULL ORDER BY l.person LIMIT ?
            """, [id.key, limit]
        ).compactMap { row in
            let place = try MailPlace(row)
            return place.delivery.map { (person: place.person, delivery: $0) }
        }
    }

    /// The same of all conversations of a person at once, `Hub.shownDeliveries` of each.
    func deliveries(for person: PersonID) throws -> [ConversationID: [(person: PersonID, delivery: Delivery)]] {
        var all: [ConversationID: [(person: PersonID, delivery: Delivery)]] = [:]
        for row in try rows(
            """
            SELECT l.* FROM memberships me JOIN mail_places l ON l.conversation = me.conversation
            JOIN memberships m ON m.person = l.person AND m.conversation = l.conversation
            WHERE me.person = ? AND l.state IS NOT NULL ORDER BY l.conversation, l.person
            """, [person.key])
        {
            let place = try MailPlace(row)
            guard let delivery = place.delivery, all[place.conversation, default: []].count < Hub.shownDeliveries else { continue }
            all[place.conversation, default: []].append((person: place.person, delivery: delivery))
        }
        return all
    }

    func held(for guest: PersonID) throws -> [ConversationID] {
        try rows("SELECT conversation FROM mail_places WHERE person = ? AND state = 'held'", [guest.key])
            .map { ConversationID($0[0] as Int64) }
    }

    func save(_ p: MailPlace) throws {
        try run(
            """
            INSERT INTO mail_places(person, conversation, reply, stop, stopped, mailed, unanswered, answered, state, upto, at, text,
              subject, thread) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?)
            ON CONFLICT(person, conversation) DO UPDATE SET reply = excluded.reply, stop = excluded.stop, stopped = excluded.stopped,
              mailed = excluded.mailed, unanswered = excluded.unanswered, answered = excluded.answered, state = excluded.state,
              upto = excluded.upto, at = excluded.at, text = excluded.text, subject = excluded.subject, thread = excluded.thread
            """,
            [
                p.person.key, p.conversation.key, p.reply, p.stop, p.stopped, p.mailed, p.unanswered, p.answeredAt,
                p.delivery?.state.rawValue, p.delivery?.upto ?? 0, p.delivery?.at ?? 0, p.delivery?.text ?? "", p.subject,
                p.thread.joined(separator: " "),
            ])
    }

    func isUnproven(_ person: PersonID) throws -> Bool {
        try number(
            """
            SELECT 1 FROM people p WHERE p.id = ?1 AND p.role = 'guest'
              AND NOT EXISTS(SELECT 1 FROM sessions s WHERE s.person = ?1)
              AND NOT EXISTS(SELECT 1 FROM mail_places l WHERE l.person = ?1 AND l.answered IS NOT NULL)
              AND NOT EXISTS(SELECT 1 FROM memberships m WHERE m.person = ?1 AND m.state IN ('invited', 'requested'))
            """, [person.key]) != nil
    }

    func person(handle: String) throws -> PersonID? {
        try number("SELECT id FROM people WHERE handle = ?", [handle]).map { PersonID($0) }
    }

    func membersWithoutHandle() throws -> [Person] {
        try rows("SELECT \(Person.columns) FROM people WHERE role <> 'guest' AND gone = 0 AND handle IS NULL", [])
            .map(Person.init)
    }

    func conversation(local: String) throws -> ConversationID? {
        try number("SELECT id FROM conversations WHERE local = ?", [local]).map { ConversationID($0) }
    }

    func groupAddress(of id: ConversationID) throws -> GroupAddress? {
        guard let row = try row("SELECT local, writers FROM conversations WHERE id = ?", [id.key]) else { return nil }
        return try GroupAddress(local: row[0], writers: row[1])
    }

    func setGroupAddress(_ address: GroupAddress?, of id: ConversationID) throws {
        try run(
            "UPDATE conversations SET local = ?, writers = ? WHERE id = ?", [address?.local, address?.writers.rawValue, id.key])
    }

    func received(_ seq: Int64, in id: ConversationID) throws -> ReceivedRecord? {
        try row("SELECT * FROM received_mails WHERE conversation = ? AND seq = ?", [id.key, seq]).map { row in
            ReceivedRecord(
                subject: row["subject"], name: row["name"], address: row["address"], at: row["at"], folded: row["folded"],
                html: row["html"], verdict: try parsed(row, "verdict"))
        }
    }

    func save(_ r: ReceivedRecord, seq: Int64, in id: ConversationID) throws {
        try run(
            "INSERT OR REPLACE INTO received_mails VALUES(?,?,?,?,?,?,?,?,?)",
            [id.key, seq, r.subject, r.name, r.address, r.at, r.folded, r.html, r.verdict.rawValue])
    }

    func reports() throws -> [ReportRecord] {
        try rows("SELECT * FROM reports ORDER BY id DESC LIMIT 1000", []).map { row in
            var r = ReportRecord(
                by: PersonID(row["sender"]), about: PersonID(row["about"]), conversation: ConversationID(row["conversation"]),
                at: row["at"], text: row["text"])
            r.id = row["id"]
            return r
        }
    }

    func save(_ r: ReportRecord) throws {
        try run(
            "INSERT INTO reports(sender, about, conversation, at, text) VALUES(?,?,?,?,?)",
            [r.by.key, r.about.key, r.conversation.key, r.at, r.text])
    }

    func deleteReport(_ id: Int64) throws -> Bool {
        try run("DELETE FROM reports WHERE id = ?", [id])
        return db.changesCount > 0
    }

    func signInLink(digest: [UInt8]) throws -> (person: PersonID, expiresAt: Milliseconds)? {
        try row("SELECT person, expires FROM sign_in_links WHERE digest = ?", [Data(digest)])
            .map { (person: PersonID($0["person"]), expiresAt: $0["expires"]) }
    }

    func saveSignInLink(digest: [UInt8], for person: PersonID, expiresAt: Milliseconds) throws {
        try run("INSERT INTO sign_in_links VALUES(?, ?, ?)", [Data(digest), person.key, expiresAt])
    }

    func deleteSignInLink(digest: [UInt8]) throws {
        try run("DELETE FROM sign_in_links WHERE digest = ?", [Data(digest)])
    }
}

extension GroupAddress {
    /// Nil where there is no local part.
    init?(local: String?, writers: String?) throws {
        guard let local, let writers else { return nil }
        guard let known = Writers(rawValue: writers) else { throw UnknownValue(column: "writers", value: writers) }
        self.init(local: local, writers: known)
    }
}

extension MailPlace {
    init(_ row: Row) throws {
        self.init(
            person: PersonID(row["person"]), conversation: ConversationID(row["conversation"]), reply: row["reply"],
            stop: row["stop"])
        stopped = row["stopped"]
        mailed = row["mailed"]
        unanswered = row["unanswered"]
        answeredAt = row["answered"]
        subject = row["subject"]
        let thread: String = row["thread"], state: String? = row["state"]
        self.thread = thread.split(separator: " ").map(String.init)
        if let state {
            guard let known = Delivery.State(rawValue: state) else { throw UnknownValue(column: "state", value: state) }
            delivery = Delivery(state: known, upto: row["upto"], at: row["at"], text: row["text"])
        }
    }
}
