import Domain
import Foundation
import GRDB
package import Hub
package import Logging

/// Everything but the bytes of attachments, in one SQLite database in WAL mode.
///
/// Every commit is synced (`synchronous=FULL`) before it returns. Reads run on snapshots beside the one writer.
package final class SQLiteStore: Store {
    private let pool: DatabasePool
    private let logger: Logger

    /// Opens or makes `confab.db` in `folder` and brings its schema up to date.
    package init(folder: String, logger: Logger) throws {
        self.logger = logger
        var configuration = Configuration()
        configuration.maximumReaderCount = 3
        configuration.busyMode = .timeout(10)
        configuration.prepareDatabase { db in
            db.add(function: .folded)
            try db.execute(
                sql:
                    "PRAGMA cache_size = -8000; PRAGMA wal_autocheckpoint = 4000; PRAGMA temp_store = MEMORY; PRAGMA secure_delete = ON"
            )
        }
        pool = try DatabasePool(path: folder + "/confab.db", configuration: configuration)
        try Schema.migrator.migrate(pool)
        // The pool sets NORMAL on its writer while opening; FULL has to come after.
        try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
    }

    package func read<T: Sendable>(_ body: @escaping @Sendable (any StoreSnapshot) throws -> T) async throws -> T {
        try await pool.read { try body(SQLiteTransaction(db: $0)) }
    }

    package func read<T: Sendable>(
        _ body: @escaping @Sendable (any StoreSnapshot) throws -> T, then: @escaping @Sendable (Result<T, any Error>) -> Void
    ) {
        pool.asyncRead { db in then(Result { try body(SQLiteTransaction(db: try db.get())) }) }
    }

    package func onWriter(_ body: @escaping @Sendable (any StoreWriter) -> Void) {
        pool.asyncWriteWithoutTransaction { body(SQLiteWriter(db: $0)) }
    }

    package func scrub() async throws {
        let pool = pool
        try await Task.detached {
            // The index keeps deleted words in its older segments until these are merged.
            try pool.write { try $0.execute(sql: "INSERT INTO search(search) VALUES('optimize')") }
            try pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
        }.value
    }

    package func backup(to path: String) async throws {
        let pool = pool
        try await Task.detached { try pool.backup(to: DatabaseQueue(path: path)) }.value
    }

    /// Folds the write-ahead log into the database; for a clean end.
    package func close() throws {
        try pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
        try pool.close()
    }
}

/// The writer's connection, for as long as its turn lasts.
struct SQLiteWriter: StoreWriter {
    let db: Database

    func transaction(_ body: (any StoreTransaction) throws -> Void) throws {
        do {
            try db.inTransaction(.immediate) {
                try body(SQLiteTransaction(db: db))
                return .commit
            }
        } catch let error as DatabaseError where error.isWantOfSpace {
            throw StorageFull()
        }
    }

    /// Not synced: what is lost of the index is made again from the log, and the next commit syncs it along.
    func index() throws -> Bool {
        try db.execute(sql: "PRAGMA synchronous = NORMAL")
        defer { try? db.execute(sql: "PRAGMA synchronous = FULL") }
        var more = false
        try transaction { _ in more = try SearchIndex(db: db).advance() }
        return more
    }
}

extension DatabaseError {
    fileprivate var isWantOfSpace: Bool { resultCode == .SQLITE_FULL || resultCode == .SQLITE_IOERR }
}

/// One connection inside a transaction: reads and, on the writer, writes.
struct SQLiteTransaction: StoreTransaction {
    let db: Database

    func attempt<T>(_ body: () throws -> T) throws -> T {
        var result: T?
        try db.inSavepoint {
            result = try body()
            return .commit
        }
        guard let result else { throw StorageFull() }
        return result
    }
}

extension SQLiteTransaction {
    func run(_ sql: String, _ arguments: StatementArguments) throws {
        try db.cachedStatement(sql: sql).execute(arguments: arguments)
    }

    func row(_ sql: String, _ arguments: StatementArguments) throws -> Row? {
        try Row.fetchOne(db.cachedStatement(sql: sql), arguments: arguments)
    }

    func rows(_ sql: String, _ arguments: StatementArguments) throws -> [Row] {
        try Row.fetchAll(db.cachedStatement(sql: sql), arguments: arguments)
    }

    func number(_ sql: String, _ arguments: StatementArguments = []) throws -> Int64? {
        try Int64.fetchOne(db.cachedStatement(sql: sql), arguments: arguments)
    }
}

extension DatabaseFunction {
    /// Text without case and diacritics, for finding people by name.
    static let folded = DatabaseFunction("folded", argumentCount: 1, pure: true) { values in
        String.fromDatabaseValue(values[0])?.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
    }
}
