package import Domain
import JSON
import Logging
import Synchronization

/// Decides who is to be told of a message by Web Push, and has it sent.
///
/// Nobody is who looks at a device of theirs now, does not want to be disturbed, or has turned the conversation down.
final class Notifier: Sendable {
    /// How many messages may wait to be looked at; beyond that the oldest go untold (they are still there to read).
    static let waiting = 1_000

    private struct State {
        var subscribed: Set<PersonID> = []
        var queue: [(committed: Committed, people: [PersonID])] = []
        var running = false
    }
    private let state = Mutex(State())
    let store: any Store
    let pusher: any Pusher
    let directory: Directory
    private let logger: Logger
    private let dead: Mutex<(@Sendable (String) async -> Void)?> = Mutex(nil)

    init(store: any Store, pusher: any Pusher, directory: Directory, logger: Logger) {
        self.store = store
        self.pusher = pusher
        self.directory = directory
        self.logger = logger
    }

    /// What to do with a subscription that its push service has forgotten.
    func onDeadSubscription(_ body: @escaping @Sendable (String) async -> Void) { dead.withLock { $0 = body } }

    func setSubscribed(_ people: [PersonID]) { state.withLock { $0.subscribed = Set(people) } }
    func subscribed(among people: [PersonID]) -> [PersonID] { state.withLock { s in people.filter(s.subscribed.contains) } }
    func subscribed(_ person: PersonID) { state.withLock { _ = $0.subscribed.insert(person) } }

    /// Cheap when nobody concerned has a subscription, which is the rule while a batch is being committed.
    func consider(_ events: [(committed: Committed, conversation: Conversation)]) {
        let start = state.withLock { s -> Bool in
            guard !s.subscribed.isEmpty else { return false }
            for (committed, conversation) in events {
                guard case .message = committed.event.body else { continue }
                let people = s.subscribed.filter { $0 != committed.event.by && conversation.members[$0]?.reads == true }
                guard !people.isEmpty else { continue }
                s.queue.append((committed, Array(people)))
            }
            if s.queue.count > Self.waiting { s.queue.removeFirst(s.queue.count - Self.waiting) }
            guard !s.queue.isEmpty, !s.running else { return false }
            s.running = true
            return true
        }
        if start { Task { await self.run() } }
    }

    private func run() async {
        while true {
            let next = state.withLock { s -> (Committed, [PersonID])? in
                guard !s.queue.isEmpty else {
                    s.running = false
                    return nil
                }
                return s.queue.removeFirst()
            }
            guard let (committed, people) = next else { return }
            for person in people where !directory.isActive(person) { await tell(person, committed) }
        }
    }

    private func tell(_ id: PersonID, _ committed: Committed) async {
        guard case .message(let message) = committed.event.body else { return }
        let found = try? await store.read { s -> (PushNote, [PushRecord])? in
            guard let person = try s.person(id), !person.doNotDisturb, !person.suspended,
                let place = try s.place(of: id, in: committed.event.conversation),
                place.level == .all || (place.level == .mentions && message.mentions.includes(id)),
                place.read < committed.event.seq,
                let conversation = try s.conversation(committed.event.conversation)
            else { return nil }
            let sender = try s.person(committed.event.by)
            let note = PushNote(
                conversation: conversation.id, seq: committed.event.seq, sender: sender?.name ?? "",
                title: conversation.kind == .direct ? "" : conversation.title, text: message.summary,
                request: place.membership.state == .requested)
            return (note, try s.pushSubscriptions(of: id, seeing: conversation.id))
        }
        guard let (note, subscriptions) = found.flatMap({ $0 }) else { return }
        for subscription in subscriptions where await !pusher.push(note.json, to: subscription) { await forget(subscription) }
    }

    func forget(_ subscription: PushRecord) async { await dead.withLock { $0 }?(subscription.endpoint) }
}

/// What a push message says; at most 3 KB, since push services take 4 KB encrypted.
struct PushNote {
    static let size = 3_000
    static let text = 1_500

    let conversation: ConversationID
    let seq: Int64
    let sender: String
    let title: String
    let text: String
    let request: Bool

    var json: [UInt8] {
        var limit = Self.text
        var bytes = written(text.prefix(bytes: limit))
        // Escapes make a text of quotes or control characters up to six times as long.
        while bytes.count > Self.size, limit > 0 {
            limit /= 2
            bytes = written(text.prefix(bytes: limit))
        }
        return bytes
    }

    private func written(_ text: String) -> [UInt8] {
        var w = JSONWriter(reservingCapacity: 512)
        w.beginObject()
        w.field("c", conversation.text)
        w.field("seq", seq)
        w.field("sender", sender)
        w.field("title", title)
        w.field("text", text)
        w.field("request", request)
        w.endObject()
        return w.bytes
    }
}

extension Message {
    /// In a line what was said, for who sees no more than that.
    package var summary: String {
        if !text.isEmpty { return text }
        guard let first = attachments.first else { return "" }
        return attachments.count == 1 ? first.name : "\(first.name) and \(attachments.count - 1) more"
    }
}

extension String {
    /// The longest beginning of at most `limit` UTF-8 bytes that cuts no character.
    package func prefix(bytes limit: Int) -> String {
        guard utf8.count > limit else { return self }
        var size = 0
        return String(
            prefix { c in
                size += c.utf8.count
                return size <= limit
            })
    }
}

extension StoreSnapshot {
    /// The subscriptions of those sessions that may see a conversation.
    func pushSubscriptions(of person: PersonID, seeing conversation: ConversationID) throws -> [PushRecord] {
        let blind = try sessions(of: person).filter { $0.scope?.contains(conversation) == false }.map(\.id)
        return try pushSubscriptions(of: person).filter { !blind.contains($0.session) }
    }
}
