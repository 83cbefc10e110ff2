import Hub
import Logging
import SQLiteStore

/// The same folder once more, as another process would open it.
final class SQLiteStoreAgain: Sendable {
    let store: SQLiteStore
    private let folder: String

    init(_ folder: String) throws {
        self.folder = folder
        store = try SQLiteStore(folder: folder, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    deinit { try? store.close() }

    func schemaDifference() throws -> (missing: [String], unknown: [String]) {
        try SQLiteStore.schemaDifference(inDatabaseOf: folder)
    }

    func faults() throws -> [String] { try SQLiteStore.faults(inDatabaseOf: folder) }
}
