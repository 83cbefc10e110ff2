import Domain
import Foundation
import GRDB
import Hub
import JSON

/// The full-text index, which follows the log at a distance and is brought up to it before every search.
struct SearchIndex {
    let db: Database

    /// Takes the next events of all logs in; true when more are left.
    ///
    /// The further behind, the more at once: large steps are cheaper, small ones let writers in sooner.
    func advance() throws -> Bool {
        let upto = try Int64.fetchOne(db.cachedStatement(sql: "SELECT upto FROM search_progress")) ?? 0
        let head = try Int64.fetchOne(db.cachedStatement(sql: "SELECT max(id) FROM events")) ?? 0
        let limit = Int(min(2_048, max(128, (head - upto) / 4)))
        let rows = try Row.fetchAll(
            db.cachedStatement(sql: "SELECT id, conversation, kind, target, wire FROM events WHERE id > ? ORDER BY id LIMIT ?"),
            arguments: [upto, limit])
        guard let last = rows.last else { return false }
        for row in rows { try take(row) }
        try db.cachedStatement(sql: "UPDATE search_progress SET upto = ?").execute(arguments: [last["id"] as Int64])
        return rows.count == limit
    }

    private func take(_ row: Row) throws {
        switch EventBody.Kind(number: row["kind"]) {
        case .message: try put(Self.text(of: row.bytes("wire")), at: row["id"])
        case .edit:
            let target = try Int64.fetchOne(
                db.cachedStatement(sql: "SELECT id FROM events WHERE conversation = ? AND seq = ?"),
                arguments: [row["conversation"] as Int64, row["target"] as Int64])
            guard let target, let text = Self.text(of: row.bytes("wire")) else { return }
            try db.cachedStatement(sql: "DELETE FROM search WHERE rowid = ?").execute(arguments: [target])
            try put(text, at: target)
        case .created, .retract, .react, .title, .added, .invited, .joined, .left, .removed, .role, .delivery, .call: return
        }
    }

    private func put(_ text: String?, at id: Int64) throws {
        guard let text, !text.isEmpty else { return }
        try db.cachedStatement(sql: "INSERT INTO search(rowid, text) VALUES(?, ?)")
            .execute(arguments: [id, SearchTerms.indexed(text)])
    }

    /// What a message says, with the names of its files; nil for one that was retracted.
    static func text(of wire: [UInt8]) -> String? {
        guard case .object(let event)? = try? JSONParser.parse(wire), event["retracted"] == nil else { return nil }
        var parts: [String] = []
        if case .string(let text)? = event["text"] { parts.append(text) }
        if case .array(let files)? = event["attachments"] {
            for case .object(let file) in files { if case .string(let name)? = file["name"] { parts.append(name) } }
        }
        return parts.joined(separator: " ")
    }
}
