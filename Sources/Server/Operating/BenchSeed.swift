import Domain
import Foundation
import Hub
import Logging
import SQLiteStore

/// What a benchmark needs on a server: people with tokens, pairs, rooms, and a long conversation.
package struct BenchSeed: Sendable {
    package var people = 2
    /// Direct conversations, of people 2i and 2i+1.
    package var pairs = 0
    /// How many members each room has: the first so many people.
    package var rooms: [Int] = []
    /// Messages of one conversation of the first two people.
    package var history = 0
    /// Everybody is a contact of the first person.
    package var star = false

    /// The password of everybody.
    static let password = "benchmark password"
    /// Events in one transaction.
    static let batch = 20_000

    package init() {}

    /// Fills a new data folder, and lists tokens in the file `out` and conversations in `conversations.tsv` beside it.
    package func plant(in path: String, out: String) async throws {
        let most = max(2 * pairs, rooms.max() ?? 0, history > 0 ? 2 : 1)
        guard people >= most else { throw Complaint("\(most) people are needed, not \(people)") }
        let folder = DataFolder(path)
        guard !folder.exists else { throw Complaint("\(path) has a server's data already") }
        try folder.make()
        let lock = try folder.lock()
        let store = try Server.openStore(folder, Logger(label: "confab") { _ in SwiftLogNoOpLogHandler() })
        let everybody = try await plantPeople(in: store)
        let talks = try await plantConversations(of: everybody, in: store)
        try store.close()
        try write(everybody.map { "\($0.id.text)\t\($0.token)\t\($0.address)" }, to: out)
        let beside = URL(fileURLWithPath: out).deletingLastPathComponent().appendingPathComponent("conversations.tsv").path
        try write(talks.map { "\($0.id.text)\t\($0.kind)\t\($0.members.map(String.init).joined(separator: ","))" }, to: beside)
        withExtendedLifetime(lock) {}
    }

    struct Planted: Sendable {
        let id: PersonID
        let token: String
        let address: String
    }

    struct Talk: Sendable {
        let id: ConversationID
        let kind: String
        let members: [Int]
    }

    private func plantPeople(in store: SQLiteStore) async throws -> [Planted] {
        let secrets = SystemSecrets(), now = SystemClock().now(), star = star
        let hash = try await secrets.hash(password: Self.password)
        let first = secrets.identifier()
        let all = (0..<people).map {
            Planted(id: PersonID(rawValue: first + UInt64($0)), token: secrets.token(), address: "u\($0)@localhost")
        }
        try await store.write { tx in
            for (i, planted) in all.enumerated() {
                var person = Person(
                    id: planted.id, name: "Person \(i)", address: try Address(planted.address), role: i == 0 ? .owner : .member)
                person.createdAt = now
                try tx.save(person)
                try tx.setPasswordHash(hash, of: planted.id)
                let session = SessionRecord(
                    id: SessionID(rawValue: planted.id.rawValue), person: planted.id, kind: .token, device: "benchmark",
                    remoteAddress: "local", createdAt: now, seenAt: now)
                try tx.save(session, digest: secrets.digest(planted.token))
                if star, i > 0 { try tx.befriend(planted.id, all[0].id) }
            }
        }
        return all
    }

    private func write(_ lines: [String], to path: String) throws {
        do { try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: path)) } catch {
            throw Complaint("\(path) cannot be written: \(error.localizedDescription)")
        }
    }
}

extension StoreTransaction {
    func befriend(_ a: PersonID, _ b: PersonID) throws {
        try setContact(of: a, with: b, to: .accepted)
        try setContact(of: b, with: a, to: .accepted)
    }
}
