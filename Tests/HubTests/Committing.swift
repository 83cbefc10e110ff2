import Domain
import Hub

/// A committer over a store in memory, with the answers it gave.
final class Committing: Sendable {
    let store: MemoryStore
    let clock = ManualClock()
    let committer: Committer
    private let mailbox = Mailbox {}
    private let collected = Collected<Published>()

    init(_ conversations: Conversation..., limits: OperatorLimits = OperatorLimits()) {
        let store = MemoryStore()
        for c in conversations { store.with { $0.tables.conversations[c.id] = c } }
        self.store = store
        let collected = collected
        committer = Committer(store: store, rules: Rules(limits: limits), clock: clock, logger: silent) { collected.add($0) }
    }

    var published: [Published] { collected.all }
    /// The numbers of the events that were told, in order.
    func told(_ id: ConversationID = room) -> [Int64] {
        published.flatMap(\.events).map(\.committed.event).filter { $0.conversation == id }.map(\.seq)
    }

    /// What each command was answered; asked twice is a mistake.
    var answers: [Int64: Outcome] {
        var answers: [Int64: Outcome] = [:]
        for (item, result) in published.flatMap(\.batch) {
            guard let to = item.replyTo else { continue }
            precondition(answers[to.command] == nil, "answered twice")
            answers[to.command] = Outcome(result)
        }
        return answers
    }

    // MARK: Asking

    func send(
        _ command: Int64, _ text: String = "hi", key: String? = nil, to id: ConversationID = room, by person: PersonID = ada
    ) throws {
        let content = Draft.Content.send(text: text, reply: nil, attachments: [], mentions: .none)
        try ask(command, content, key: key, to: id, by: person)
    }

    func ask(
        _ command: Int64, _ content: Draft.Content, key: String? = nil, to id: ConversationID = room, by person: PersonID = ada
    ) throws {
        let draft = try Draft(conversation: id, by: person, key: try ClientKey(key ?? "command-\(command)"), content: content)
        committer.submit(.draft(draft, reply(command)))
    }

    func read(_ command: Int64, _ seq: Int64, by person: PersonID = ada) {
        committer.submit(.read(room, person, seq, reply(command)))
    }

    /// Puts a use case in the queue; what it settles with goes into the list.
    func work(_ settled: Collected<String> = Collected(), _ body: @escaping @Sendable (LedgerTransaction) throws -> Void) {
        committer.submit(.work(Committer.Work(body: body) { settled.add($0.map { "\($0)" } ?? "done") }))
    }

    private func reply(_ command: Int64) -> ReplyTo {
        ReplyTo(mailbox: mailbox, connection: ConnectionID(rawValue: 1), command: command)
    }
}

extension Committer.Item {
    fileprivate var replyTo: ReplyTo? {
        switch self {
        case .draft(_, let to), .read(_, _, _, let to): to
        case .work: nil
        }
    }
}

extension Outcome {
    fileprivate init(_ result: Result<Outcome, any Error>) {
        switch result {
        case .success(let outcome): self = outcome
        case .failure(let refusal as Refusal): self = .refused(refusal)
        case .failure(let error): self = .refused(.unavailable("\(error)"))
        }
    }
}
