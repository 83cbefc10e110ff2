import Domain
import Hub
import Synchronization

/// A store in memory whose writer works when a test says so, and fails where a test says so.
final class MemoryStore: Store {
    struct State {
        var tables = Tables()
        var jobs: [@Sendable (any StoreWriter) -> Void] = []
        var faults = Faults()
        /// How many events each transaction that was committed wrote.
        var commits: [Int] = []
        /// How often a conversation was loaded.
        var loads = 0
        /// Whether the writer works at once, on the thread that asks.
        var isPrompt: Bool
    }

    /// What goes wrong.
    struct Faults {
        /// One error for each commit to come.
        var commits: [any Error] = []
        /// Appending a message with this text fails.
        var poison: String?
        /// Runs after everything was written and before it is committed.
        var beforeCommit: (@Sendable () -> Void)?
    }

    struct Broken: Error {}

    private let state: Mutex<State>

    init(prompt: Bool = false, _ conversations: Conversation...) {
        state = Mutex(State(isPrompt: prompt))
        state.withLock { s in
            for c in conversations { s.tables.conversations[c.id] = c }
        }
    }

    func with<T>(_ body: (inout State) throws -> sending T) rethrows -> sending T { try state.withLock(body) }

    var waiting: Int { state.withLock { $0.jobs.count } }
    var commits: [Int] { state.withLock { $0.commits } }
    func log(_ id: ConversationID) -> [Event] { state.withLock { $0.tables.logs[id] ?? [] } }

    /// Lets the writer do the next thing it was asked for; false when there is none.
    @discardableResult
    func step() -> Bool {
        guard let job = state.withLock({ $0.jobs.isEmpty ? nil : $0.jobs.removeFirst() }) else { return false }
        job(MemoryWriter(store: self))
        return true
    }

    func run() { while step() {} }

    // MARK: Store

    func read<T: Sendable>(_ body: @escaping @Sendable (any StoreSnapshot) throws -> T) async throws -> T {
        try body(MemoryTransaction(self))
    }

    func onWriter(_ body: @escaping @Sendable (any StoreWriter) -> Void) {
        let isPrompt = state.withLock { s in
            s.jobs.append(body)
            return s.isPrompt
        }
        if isPrompt { step() }
    }

    func backup(to path: String) async throws {}
    func scrub() async throws {}
}

struct MemoryWriter: StoreWriter {
    let store: MemoryStore

    func transaction(_ body: (any StoreTransaction) throws -> Void) throws {
        let tx = MemoryTransaction(store)
        try body(tx)
        store.with { $0.faults.beforeCommit }?()
        let tables = tx.tables, appended = tx.appended
        try store.with { s in
            if !s.faults.commits.isEmpty { throw s.faults.commits.removeFirst() }
            s.tables = tables
            s.commits.append(appended)
        }
    }

    func index() throws -> Bool { false }
}
