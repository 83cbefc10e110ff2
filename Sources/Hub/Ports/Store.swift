package import Domain

/// Where everything is kept. Reads run side by side on snapshots; writes run one after another on one writer.
package protocol Store: Sendable {
    /// Reads one consistent state, off the caller's thread.
    func read<T: Sendable>(_ body: @escaping @Sendable (any StoreSnapshot) throws -> T) async throws -> T

    /// The same for who does not wait in a task: `then` is called on the thread that has read.
    func read<T: Sendable>(
        _ body: @escaping @Sendable (any StoreSnapshot) throws -> T, then: @escaping @Sendable (Result<T, any Error>) -> Void)

    /// Runs `body` on the writer, after everything that was asked before. Never blocks the caller.
    func onWriter(_ body: @escaping @Sendable (any StoreWriter) -> Void)

    /// Leaves nothing behind on disk of what was deleted. Slow; for erasure.
    func scrub() async throws

    /// A consistent copy of the database while it is in use.
    func backup(to path: String) async throws
}

extension Store {
    package func read<T: Sendable>(
        _ body: @escaping @Sendable (any StoreSnapshot) throws -> T, then: @escaping @Sendable (Result<T, any Error>) -> Void
    ) {
        Task {
            do { then(.success(try await read(body))) } catch { then(.failure(error)) }
        }
    }
}

/// The writer, valid only inside `onWriter`.
package protocol StoreWriter {
    /// Commits and syncs to disk when `body` returns, takes everything back when it throws.
    func transaction(_ body: (any StoreTransaction) throws -> Void) throws

    /// Brings the search index some way nearer to the log; true when more is left.
    func index() throws -> Bool
}

/// What the store says when it cannot write for want of space.
package struct StorageFull: Error {
    package init() {}
}

/// An event as kept: the columns that queries need, and its JSON as it is sent.
package struct StoredEvent: Sendable {
    package let seq: Int64
    package let at: Milliseconds
    package let by: PersonID
    package let kind: EventBody.Kind
    package let wire: [UInt8]

    package init(seq: Int64, at: Milliseconds, by: PersonID, kind: EventBody.Kind, wire: [UInt8]) {
        self.seq = seq
        self.at = at
        self.by = by
        self.kind = kind
        self.wire = wire
    }
}

/// One consistent state of the store.
package protocol StoreSnapshot: PeopleReading, ConversationReading, EventReading, AttachmentReading, MailReading, CallReading {}

/// A transaction: a snapshot that can be changed.
package protocol StoreTransaction: StoreSnapshot, PeopleWriting, ConversationWriting, EventWriting, AttachmentWriting, MailWriting,
    CallWriting
{
    /// Runs `body` so that what it wrote is taken back when it throws, and nothing else is.
    func attempt<T>(_ body: () throws -> T) throws -> T
}
