import Foundation
import GRDB

extension SQLiteStore {
    /// Copies the database of `folder` to the file `path`, whether or not a server is using it.
    package static func copy(folder: String, to path: String) throws {
        try readOnly(folder + "/confab.db").backup(to: DatabaseQueue(path: path))
    }

    /// What SQLite's own check finds wrong; empty when nothing is.
    package static func faults(inDatabaseOf folder: String) throws -> [String] {
        try readOnly(folder + "/confab.db").read { db in
            try String.fetchAll(db, sql: "PRAGMA integrity_check(20)").filter { $0 != "ok" }
        }
    }

    /// Steps of the schema that the database lacks, and steps that only a newer version knows.
    package static func schemaDifference(inDatabaseOf folder: String) throws -> (missing: [String], unknown: [String]) {
        try readOnly(folder + "/confab.db").read { db in
            let known = Schema.migrator.migrations, applied = try Schema.migrator.appliedIdentifiers(db)
            return (known.filter { !applied.contains($0) }, applied.subtracting(known).sorted())
        }
    }

    /// The files that the attachments of a database need: each digest with one attachment's identifier and whether it has a
    /// thumbnail.
    package static func files(named path: String) throws -> [(digest: [UInt8], attachment: UInt64, size: Int64, thumbnail: Bool)] {
        try readOnly(path).read { db in
            try Row.fetchAll(
                db,
                sql: "SELECT digest, min(id) AS id, max(size) AS size, max(thumbnail) AS thumbnail FROM attachments GROUP BY digest"
            ).map { ($0.bytes("digest"), UInt64(bitPattern: $0["id"]), $0["size"], $0["thumbnail"]) }
        }
    }

    private static func readOnly(_ path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(10)
        return try DatabaseQueue(path: path, configuration: configuration)
    }
}
