import Domain
import Hub
import SQLiteStore

extension BenchSeed {
    func plantConversations(of people: [Planted], in store: SQLiteStore) async throws -> [Talk] {
        let first = SystemSecrets().identifier(), now = SystemClock().now()
        func id(_ i: Int) -> ConversationID { ConversationID(rawValue: first + UInt64(i)) }
        let direct = (0..<pairs).map { Talk(id: id($0), kind: "direct", members: [2 * $0, 2 * $0 + 1]) }
        let groups = rooms.enumerated().map { Talk(id: id(pairs + $0), kind: "room", members: Array(0..<$1)) }
        let long = history > 0 ? [Talk(id: id(pairs + rooms.count), kind: "history", members: [0, 1])] : []
        for talks in [direct, groups + long] {
            try await store.write { tx in
                for talk in talks { try tx.open(talk, people.map(\.id), at: now - Int64(history)) }
            }
        }
        if let talk = long.first { try await fill(talk, with: people.prefix(2).map(\.id), in: store, now) }
        return direct + groups + long
    }

    private func fill(_ talk: Talk, with people: [PersonID], in store: SQLiteStore, _ now: Milliseconds) async throws {
        let head = Int64(talk.members.count + 1), total = history
        for start in stride(from: 0, to: total, by: Self.batch) {
            try await store.write { tx in
                for i in start..<min(start + Self.batch, total) {
                    let message = Message(key: ClientKey(stored: Self.key(i)), text: Self.text(i))
                    let event = Event(
                        conversation: talk.id, seq: head + Int64(i) + 1, at: now - Int64(total - i), by: people[i % people.count],
                        body: .message(message))
                    _ = try tx.append(event, wire: event.wire)
                }
            }
        }
        let seen = head + Int64(total)
        try await store.write { tx in
            for person in people { _ = try tx.setRead(seen, of: person, in: talk.id) }
        }
    }

    /// Sorts as it was written, like a client's.
    private static func key(_ i: Int) -> String {
        let digits = String(i)
        return "seed-" + String(repeating: "0", count: max(0, 10 - digits.count)) + digits
    }

    private static func text(_ i: Int) -> String {
        "Message \(i): \(words[i % words.count]) the \(words[(i / 7) % words.count]) of \(words[(i / 49) % words.count]) things."
    }

    private static let words = [
        "river", "harbour", "lantern", "meadow", "clock", "violin", "winter", "orchard", "signal", "paper", "stone",
    ]
}

extension StoreTransaction {
    /// A conversation in which everybody is from the start.
    fileprivate func open(_ talk: BenchSeed.Talk, _ people: [PersonID], at: Milliseconds) throws {
        let members = talk.members.map { people[$0] }
        let kind: Conversation.Kind = talk.kind == "direct" ? .direct : .group
        try create(
            talk.id, kind: kind, title: kind == .direct ? "" : talk.kind, pair: kind == .direct ? (members[0], members[1]) : nil,
            at: at)
        var bodies: [EventBody] = [.created(kind, title: kind == .direct ? "" : talk.kind)]
        for (i, member) in members.enumerated() { bodies.append(.added(member, i == 0 || kind == .direct ? .owner : .member)) }
        for (i, body) in bodies.enumerated() {
            let event = Event(conversation: talk.id, seq: Int64(i + 1), at: at, by: members[0], body: body)
            _ = try append(event, wire: event.wire)
        }
        if kind == .direct { try befriend(members[0], members[1]) }
    }
}
