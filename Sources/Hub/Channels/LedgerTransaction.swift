package import Domain

/// The conversations that were written to lately, as their logs fold to.
struct ConversationCache: Sendable {
    static let limit = 20_000
    var all: [ConversationID: Conversation] = [:]
    /// Who gets mail of what is said. Known until anything but a message is written.
    var correspondents: [ConversationID: [Correspondent]] = [:]

    /// Takes the contents out, so that changing them copies nothing.
    mutating func take() -> ConversationCache {
        var taken = ConversationCache()
        swap(&taken, &self)
        return taken
    }
}

/// What the operator has set that the rules need.
package struct Rules: Sendable {
    package var limits: OperatorLimits
    /// Absent where nothing is mailed.
    package var mail: MailRules?

    package init(limits: OperatorLimits, mail: MailRules? = nil) {
        self.limits = limits
        self.mail = mail
    }
}

/// One batch being written: decides what each item may do, gives numbers, remembers what there is to tell afterwards.
///
/// Lives inside one store transaction, on the store's writer.
package final class LedgerTransaction {
    package let tx: any StoreTransaction
    package let now: Milliseconds
    package let rules: Rules
    var cache: ConversationCache
    /// What the item at work has replaced in the cache, to be put back if it fails.
    private var replaced: [ConversationID: Conversation?] = [:]
    private var events: [(committed: Committed, conversation: Conversation)] = []
    private var notices: [(PersonID, Notice)] = []
    var reads: [ReadMark] = []
    private var forgotten: [PersonID] = []
    /// Whether there is mail to send that was not there before.
    var hasMail = false
    /// Mails whose copies have to go.
    var forgottenMails: [MailID] = []

    init(_ tx: any StoreTransaction, cache: ConversationCache, rules: Rules, now: Milliseconds) {
        self.cache = cache
        self.rules = rules
        self.now = now
        self.tx = tx
    }

    func takeCache() -> ConversationCache {
        cache.all.count > ConversationCache.limit ? ConversationCache() : cache.take()
    }

    func published(_ batch: [(Committer.Item, Result<Outcome, any Error>)]) -> Published {
        Published(
            batch: batch, events: events, notices: notices, reads: reads, forgotten: forgotten, hasMail: hasMail,
            forgottenMails: forgottenMails)
    }

    /// - Throws: only what must take the whole batch back.
    func run(_ item: Committer.Item) throws -> Result<Outcome, any Error> {
        replaced.removeAll(keepingCapacity: true)
        switch item {
        case .draft(let draft, _):
            do { return .success(try post(draft)) } catch let refusal as Refusal {
                if let earlier = try tx.earlier(key: draft.key, by: draft.by), earlier.conversation == draft.conversation {
                    return .success(.committed(seq: earlier.seq, at: earlier.at, again: true))
                }
                return .failure(refusal)
            }
        case .read(let id, let person, let seq, _):
            do {
                try markRead(seq, person, in: id)
                return .success(.done)
            } catch let refusal as Refusal { return .failure(refusal) }
        case .work(let work):
            defer { cache.correspondents.removeAll() }
            let marks = (events.count, notices.count, reads.count)
            do {
                try tx.attempt { try work.body(self) }
                return .success(.done)
            } catch let error as Refusal {
                for (id, old) in replaced { cache.all[id] = old }
                events.removeLast(events.count - marks.0)
                notices.removeLast(notices.count - marks.1)
                reads.removeLast(reads.count - marks.2)
                return .failure(error)
            }
        }
    }

    /// - Throws: `.notFound`.
    package func conversation(_ id: ConversationID) throws -> Conversation {
        if let known = cache.all[id] { return known }
        guard let loaded = try tx.conversation(id) else { throw Refusal.notFound("conversation") }
        cache.all[id] = loaded
        return loaded
    }

    /// Adds what happened to the log of `id`; nil when its key was used before.
    @discardableResult
    package func append(_ body: EventBody, to id: ConversationID, by person: PersonID) throws -> Event? {
        let before = try conversation(id)
        let event = Event(conversation: id, seq: before.head + 1, at: max(now, before.lastAt), by: person, body: body)
        let wire = event.wire
        guard try tx.append(event, wire: wire) else { return nil }
        replace(before) { $0.apply(event) }
        events.append((Committed(event: event, wire: wire), cache.all[id] ?? before))
        switch body {
        case .message(let message): try queueMails(of: message, event)
        case .call(.ended(_, _, _, let missed)): try queueMails(ofCallMissedBy: missed, event)
        default: break
        }
        return event
    }

    /// What is known of a person's sessions has to be read again after the commit.
    package func forget(_ person: PersonID) { forgotten.append(person) }

    /// Tells all connections of a person something, after the commit.
    package func notify(_ person: PersonID, _ notice: Notice) { notices.append((person, notice)) }

    /// Changes what is cached of a conversation, so that it can be taken back.
    func replace(_ before: Conversation, _ change: (inout Conversation) -> Void) {
        if replaced[before.id] == nil { replaced[before.id] = .some(before) }
        var after = cache.all[before.id] ?? before
        change(&after)
        cache.all[before.id] = after
    }

    /// Enters a conversation that was made in this transaction.
    package func adopt(_ conversation: Conversation) {
        replaced[conversation.id] = .some(nil)
        cache.all[conversation.id] = conversation
    }
}
