import Domain
import Foundation
import GRDB
import Hub

extension SQLiteTransaction {
    /// Keeps the numbers of the logs and takes everything else of a person out.
    func erase(_ person: PersonID) throws {
        let key = person.key
        let said = try rows(
            "SELECT id, seq, at, sender, kind, key, target FROM events WHERE sender = ? AND kind IN (?, ?)",
            [key, EventBody.Kind.message.number, EventBody.Kind.edit.number])
        for row in said { try blank(row) }
        for sql in [
            "DELETE FROM attachment_uses WHERE attachment IN (SELECT id FROM attachments WHERE owner = ?)",
            "DELETE FROM attachments WHERE owner = ?",
            "DELETE FROM session_scopes WHERE session IN (SELECT id FROM sessions WHERE person = ?)",
            "DELETE FROM sessions WHERE person = ?",
            "DELETE FROM contacts WHERE person = ?1 OR other = ?1",
            "DELETE FROM push WHERE person = ?",
            "DELETE FROM invites WHERE sender = ?",
            "DELETE FROM invitations WHERE person = ?1 OR sender = ?1",
            "DELETE FROM mentions WHERE person = ?",
            "DELETE FROM mails WHERE person = ?1 OR sender = ?1",
            "DELETE FROM mail_places WHERE person = ?",
            "DELETE FROM received_mails WHERE (conversation, seq) IN (SELECT conversation, seq FROM events WHERE sender = ?)",
            "DELETE FROM reports WHERE sender = ?1 OR about = ?1",
            "DELETE FROM sign_in_links WHERE person = ?",
            "DELETE FROM free_wishes WHERE person = ?1 OR other = ?1",
            "DELETE FROM call_links WHERE sender = ?",
            """
            UPDATE conversations SET members = members - 1 WHERE kind <> 'direct'
              AND id IN (SELECT conversation FROM memberships WHERE person = ?)
            """,
            "DELETE FROM memberships WHERE person = ? AND conversation IN (SELECT id FROM conversations WHERE kind <> 'direct')",
            "UPDATE memberships SET state = 'declined' WHERE person = ?",
            """
            UPDATE people SET name = '\(Person.erasedName)', address = NULL, role = 'guest', gone = 1, suspended = 1, status = '',
              seen = NULL, password = NULL, handle = NULL WHERE id = ?
            """,
        ] { try run(sql, [key]) }
    }
}
