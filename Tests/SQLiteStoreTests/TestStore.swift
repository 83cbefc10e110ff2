import Domain
import Foundation
import Hub
import Logging
import SQLiteStore
import Synchronization

/// A store in a folder of its own, which goes when the test ends.
final class TestStore: Sendable {
    let folder: String
    let store: SQLiteStore
    private let count = Mutex<UInt64>(1_000)

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("confab-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        store = try SQLiteStore(folder: folder, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    deinit {
        try? store.close()
        try? FileManager.default.removeItem(atPath: folder)
    }

    func write<T: Sendable>(_ body: @escaping @Sendable (any StoreTransaction) throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { (done: CheckedContinuation<T, any Error>) in
            store.onWriter { writer in
                done.resume(
                    with: Result {
                        var value: T?
                        try writer.transaction { value = try body($0) }
                        return value!
                    })
            }
        }
    }

    func read<T: Sendable>(_ body: @escaping @Sendable (any StoreSnapshot) throws -> T) async throws -> T {
        try await store.read(body)
    }

    /// Brings the search index up to the log.
    func index() async throws {
        try await withCheckedThrowingContinuation { (done: CheckedContinuation<Void, any Error>) in
            store.onWriter { writer in done.resume(with: Result { while try writer.index() {} }) }
        }
    }

    func number() -> UInt64 {
        count.withLock {
            $0 += 1
            return $0
        }
    }

    func person(_ name: String, role: Person.Role = .member) async throws -> PersonID {
        let id = PersonID(rawValue: number())
        let address = try Address("\(name.lowercased()).\(id.rawValue)@example.org")
        try await write { tx in
            var person = Person(id: id, name: name, address: address, role: role)
            person.createdAt = 1
            try tx.save(person)
        }
        return id
    }

    /// A group in which all are from the start.
    func group(_ people: PersonID...) async throws -> TestLog {
        let log = TestLog(id: ConversationID(rawValue: number()), in: self)
        try await write { try $0.create(log.id, kind: .group, title: "Group", pair: nil, at: 1) }
        _ = try await log.append(.created(.group, title: "Group"), by: people[0])
        for (i, person) in people.enumerated() {
            _ = try await log.append(.added(person, i == 0 ? .owner : .member), by: people[0])
        }
        return log
    }
}

/// One conversation's log, numbered by hand as the hub does it.
struct TestLog: Sendable {
    let id: ConversationID
    let store: TestStore

    init(id: ConversationID, in store: TestStore) {
        self.id = id
        self.store = store
    }

    /// The number of the event, or nil when its key was used before.
    func append(_ body: EventBody, by person: PersonID, at: Milliseconds? = nil) async throws -> Int64? {
        try await store.write { [id] tx in
            let seq = try tx.head(of: id) + 1
            let event = Event(conversation: id, seq: seq, at: at ?? seq * 1_000, by: person, body: body)
            return try tx.append(event, wire: event.wire) ? seq : nil
        }
    }

    @discardableResult
    func say(_ text: String, by person: PersonID, key: String? = nil, mentions: Mentions = .none) async throws -> Int64? {
        let key = ClientKey(stored: key ?? "key-\(store.number())")
        return try await append(.message(Message(key: key, text: text, mentions: mentions)), by: person)
    }

    func page(_ range: PageRange, limit: Int = 50) async throws -> Page {
        try await store.read { [id] in try $0.page(of: id, range, limit: limit) }
    }
}

extension StoredEvent {
    var json: String { String(decoding: wire, as: UTF8.self) }
}
