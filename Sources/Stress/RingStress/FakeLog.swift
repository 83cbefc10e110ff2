import Domain
import Hub

/// Stands for the store: one conversation's events, each kept before it is on the ring.
final class FakeLog: Sendable {
    static let page: Int64 = 200

    let id: ConversationID
    private let events = Mutex<[Committed]>([])
    /// Only one at a time commits and publishes, as the store's one writer does.
    private let writer = Mutex(())

    init(id: ConversationID) { self.id = id }

    var head: Int64 { events.withLock { Int64($0.count) } }

    func after(_ cursor: Int64) -> [Committed] {
        events.withLock { all in
            guard cursor < Int64(all.count) else { return [] }
            return Array(all[Int(cursor)..<Int(min(Int64(all.count), cursor + Self.page))])
        }
    }

    /// Commits a batch and tells it as the publisher does: rings first, then one post for each loop.
    func commit(_ count: Int, by person: PersonID, to channels: Channels) {
        writer.withLock { _ in
            let batch = events.withLock { all -> [Committed] in
                let new = (0..<count).map { Committed(self.id, Int64(all.count + $0 + 1), by: person) }
                all += new
                return new
            }
            var posts: [(mailbox: Mailbox, channel: Channel)] = []
            for committed in batch {
                guard let channel = channels.find(id) else { continue }
                for mailbox in channel.publish(committed)
                where !posts.contains(where: { $0.mailbox === mailbox && $0.channel === channel }) {
                    posts.append((mailbox, channel))
                }
            }
            for post in posts { post.mailbox.post { $0.channels[ObjectIdentifier(post.channel)] = post.channel } }
        }
    }
}

extension Committed {
    /// An event whose bytes say its number again.
    init(_ conversation: ConversationID, _ seq: Int64, by person: PersonID) {
        self.init(
            event: Event(conversation: conversation, seq: seq, at: seq, by: person, body: .title("")),
            wire: (0..<8).map { UInt8(truncatingIfNeeded: seq >> ($0 * 8)) })
    }

    var isWhole: Bool {
        wire.enumerated().reduce(0) { $0 | Int64($1.element) << ($1.offset * 8) } == event.seq
    }
}
