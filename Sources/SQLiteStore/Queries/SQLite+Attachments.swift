import Domain
import Foundation
import GRDB
import Hub

extension SQLiteTransaction {
    func attachment(_ id: AttachmentID) throws -> AttachmentRecord? {
        try row("SELECT * FROM attachments WHERE id = ?", [id.key]).map(AttachmentRecord.init)
    }

    func readableUses(of id: AttachmentID, by person: PersonID) throws -> [ConversationID] {
        try rows(
            """
            SELECT DISTINCT u.conversation FROM attachment_uses u
            JOIN memberships m ON m.person = ?2 AND m.conversation = u.conversation AND m.state IN ('joined', 'requested')
            WHERE u.attachment = ?1
            """, [id.key, person.key]
        ).map { ConversationID($0["conversation"]) }
    }

    func isUsed(_ id: AttachmentID) throws -> Bool {
        try number("SELECT 1 FROM attachment_uses WHERE attachment = ? LIMIT 1", [id.key]) != nil
    }

    func attachmentBytes() throws -> Int64 { try number("SELECT ifnull(sum(size), 0) FROM attachments") ?? 0 }

    func attachments(of person: PersonID) throws -> [AttachmentRecord] {
        try rows("SELECT * FROM attachments WHERE owner = ? ORDER BY id", [person.key]).map(AttachmentRecord.init)
    }

    func hasBlob(_ digest: [UInt8]) throws -> Bool {
        try number("SELECT 1 FROM attachments WHERE digest = ? LIMIT 1", [Data(digest)]) != nil
    }

    func unused(before: Milliseconds) throws -> [AttachmentID] {
        try rows(
            """
            SELECT id FROM attachments a WHERE created < ?
              AND NOT EXISTS(SELECT 1 FROM attachment_uses u WHERE u.attachment = a.id) LIMIT 1000
            """, [before]
        ).map { AttachmentID($0["id"]) }
    }

    func save(_ r: AttachmentRecord) throws {
        let a = r.attachment
        try run(
            """
            INSERT INTO attachments(id, owner, digest, name, type, size, width, height, duration, wave, thumbnail, created)
            VALUES(?,?,?,?,?,?,?,?,?,?,?,?)
            """,
            [
                a.id.key, r.owner.key, Data(r.digest), a.name, a.type, a.size, a.width, a.height, a.duration, Data(a.wave),
                a.thumbnail, r.createdAt,
            ])
    }

    func use(_ id: AttachmentID, in conversation: ConversationID, seq: Int64) throws {
        try run("INSERT OR IGNORE INTO attachment_uses VALUES(?, ?, ?)", [id.key, conversation.key, seq])
    }

    func deleteAttachment(_ id: AttachmentID) throws {
        try run("DELETE FROM attachment_uses WHERE attachment = ?", [id.key])
        try run("DELETE FROM attachments WHERE id = ?", [id.key])
    }
}

extension AttachmentRecord {
    init(_ row: Row) {
        self.init(
            attachment: Attachment(
                id: AttachmentID(row["id"]), name: row["name"], type: row["type"], size: row["size"], width: row["width"],
                height: row["height"], duration: row["duration"], wave: row.bytes("wave"), thumbnail: row["thumbnail"]),
            owner: PersonID(row["owner"]), digest: row.bytes("digest"), createdAt: row["created"])
    }
}
