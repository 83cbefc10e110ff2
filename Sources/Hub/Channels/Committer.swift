package import Domain
package import Logging
import Synchronization

/// Puts what writers want into the logs: collects what arrives while the last transaction is being synced, and writes
/// it as the next.
///
/// A writer is answered, and readers are woken, only after the sync. One message alone waits for nobody; under load
/// the batches grow by themselves.
package final class Committer: Sendable {
    package enum Item: Sendable {
        case draft(Draft, ReplyTo)
        case read(ConversationID, PersonID, Int64, ReplyTo)
        case work(Work)
    }

    /// A use case that writes: `body` runs in a transaction shared with others, and `settle` after its commit.
    package struct Work: Sendable {
        package let body: @Sendable (LedgerTransaction) throws -> Void
        package let settle: @Sendable ((any Error)?) -> Void

        package init(
            body: @escaping @Sendable (LedgerTransaction) throws -> Void, settle: @escaping @Sendable ((any Error)?) -> Void
        ) {
            self.body = body
            self.settle = settle
        }
    }

    /// How many items one transaction takes at most: bounds how long a sync can be waited for.
    static let batch = 1_024

    private struct State {
        var waiting: [Item] = []
        var running = false
    }
    private let state = Mutex(State())
    /// Touched on the store's writer only, so never contended; it is here to be handed from one run to the next.
    private let conversations = Mutex(ConversationCache())
    private let eventCount = Atomic(0)
    private let batchCount = Atomic(0)
    private let store: any Store
    private let rules: Rules
    private let clock: any Clock
    private let publish: @Sendable (Published) -> Void
    private let logger: Logger

    package init(
        store: any Store, rules: Rules, clock: any Clock, logger: Logger, publish: @escaping @Sendable (Published) -> Void
    ) {
        self.store = store
        self.rules = rules
        self.clock = clock
        self.publish = publish
        self.logger = logger
    }

    /// How many events were committed since the start, and in how many transactions.
    package var counts: (events: Int, batches: Int) {
        (eventCount.load(ordering: .relaxed), batchCount.load(ordering: .relaxed))
    }

    /// Never blocks. The answer comes through the item itself.
    package func submit(_ item: Item) {
        let start = state.withLock { s in
            s.waiting.append(item)
            defer { s.running = true }
            return !s.running
        }
        if start { store.onWriter { self.drain($0) } }
    }

    /// Runs a use case in a transaction and waits for the sync.
    package func perform<T: Sendable>(_ body: @escaping @Sendable (LedgerTransaction) throws -> T) async throws -> T {
        let box = Box<T>()
        return try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<T, any Error>) in
            submit(
                .work(
                    Work(
                        body: { tx in
                            let value = try body(tx)
                            box.value.withLock { $0 = value }
                        },
                        settle: { error in
                            if let error { return continuation.resume(throwing: error) }
                            if let value = box.value.withLock({ $0 }) { continuation.resume(returning: value) }
                        })))
        }
    }

    /// Brings the search index up to the log, a little at a time so that writers come in between, then calls `done`.
    package func index(then done: @escaping @Sendable () -> Void) {
        store.onWriter { writer in
            var more = false
            do { more = try writer.index() } catch {
                self.logger.warning("search index", metadata: ["error": "\(error)"])
            }
            if more { self.index(then: done) } else { done() }
        }
    }

    private func drain(_ writer: any StoreWriter) {
        let items = state.withLock { s -> [Item] in
            let taken = Array(s.waiting.prefix(Self.batch))
            s.waiting.removeFirst(taken.count)
            return taken
        }
        commit(items, writer)
        let more = state.withLock { s in
            s.running = !s.waiting.isEmpty
            return s.running
        }
        if more { store.onWriter { self.drain($0) } }
    }

    private func commit(_ items: [Item], _ writer: any StoreWriter) {
        var cache = conversations.withLock { $0.take() }
        var ledger: LedgerTransaction?
        var settled: [(Item, Result<Outcome, any Error>)] = []
        settled.reserveCapacity(items.count)
        do {
            try writer.transaction { tx in
                let started = LedgerTransaction(tx, cache: cache.take(), rules: rules, now: clock.now())
                for item in items { settled.append((item, try started.run(item))) }
                ledger = started
            }
        } catch {
            // Nothing of this batch is on disk. What the ledger cached may be ahead of the log, so it is dropped.
            if items.count > 1, !(error is StorageFull) {
                for item in items { commit([item], writer) }
            } else {
                fail(items, error)
            }
            return
        }
        guard let ledger else { return }
        conversations.withLock { $0 = ledger.takeCache() }
        let published = ledger.published(settled)
        eventCount.add(published.events.count, ordering: .relaxed)
        batchCount.add(1, ordering: .relaxed)
        publish(published)
        for case (.work(let work), let result) in settled {
            switch result {
            case .success: work.settle(nil)
            case .failure(let error): work.settle(error)
            }
        }
    }

    private func fail(_ items: [Item], _ error: any Error) {
        logger.error("a batch could not be committed", metadata: ["error": "\(error)", "items": "\(items.count)"])
        let refusal: Refusal = error is StorageFull ? .storageFull : .unavailable("nothing was kept; try again")
        var replies: [(Item, Result<Outcome, any Error>)] = []
        for item in items {
            if case .work(let work) = item { work.settle(refusal) } else { replies.append((item, .failure(refusal))) }
        }
        publish(Published(batch: replies, events: [], notices: [], reads: [], forgotten: [], hasMail: false, forgottenMails: []))
    }
}

/// Lets a `Mutex`, which cannot be copied, be shared by two closures.
private final class Box<T: Sendable>: Sendable {
    let value = Mutex<T?>(nil)
}

/// What became of one batch, for those who have to be told.
package struct Published: Sendable {
    package let batch: [(Committer.Item, Result<Outcome, any Error>)]
    package let events: [(committed: Committed, conversation: Conversation)]
    package let notices: [(PersonID, Notice)]
    package let reads: [ReadMark]
    package let forgotten: [PersonID]
    package let hasMail: Bool
    package let forgottenMails: [MailID]
}

/// Somebody has read a conversation up to here.
package struct ReadMark: Sendable {
    package let conversation: ConversationID
    package let person: PersonID
    package let seq: Int64
    /// How many members there are: in a crowd nobody is told who has read.
    package let members: Int
}
