package import Domain
import Logging
import Synchronization

/// The calls that go on.
///
/// A change is made under a lock that is held for that only; the clock is read in it, so that time passes in the order of
/// the changes. What has to be done about one waits in one line and is done in its order, outside of the lock, by whoever
/// finds nobody at it.
package final class Calls: Sendable {
    /// A call as it goes on, and what was said of it last.
    struct Entry {
        var call: Call
        var shown = Coalescing()
        var speaking = Coalescing()
        var speakers: [String] = []
    }

    enum Job: Sendable {
        case act(Call.Action, Origin)
        case speak(ConversationID)
    }

    /// Which call something is about.
    struct Origin: Sendable {
        let call: CallID
        let conversation: ConversationID
        let by: PersonID

        init(_ call: Call) {
            self.call = call.id
            conversation = call.conversation
            by = call.by
        }
    }

    struct State {
        var entries: [ConversationID: Entry] = [:]
        var places: [CallID: ConversationID] = [:]
        /// Recordings that are not posted yet.
        var reels: [OpenRecording: Reel] = [:]
        var jobs: [Job] = []
        var isAtWork = false
        var isTimed = false
        /// How often anything was shown.
        var shows = 0
        var aliveAt: Milliseconds = 0
    }

    /// What is known of a recording until it is posted.
    struct Reel {
        /// Whose each leg was.
        var speakers: [LegID: RecordedCue.Speaker] = [:]
        /// In bytes.
        var size: Int64 = 0
    }

    let state = Mutex(State())
    let media: any MediaServer
    let directory: Directory
    let channels: Channels
    let ports: CallPorts
    let logger: Logger
    let notifier: Notifier
    private let writer = Mutex<Committer?>(nil)

    init(
        media: any MediaServer, directory: Directory, channels: Channels, notifier: Notifier, ports: CallPorts, logger: Logger
    ) {
        self.media = media
        self.directory = directory
        self.channels = channels
        self.notifier = notifier
        self.ports = ports
        self.logger = logger
        media.onEvent { [weak self] event in self?.heard(event) }
    }

    /// The committer tells of what it has committed, so it is made after this.
    func attach(_ committer: Committer) { writer.withLock { $0 = committer } }
    var committer: Committer? { writer.withLock { $0 } }
    var clock: any Clock { ports.clock }
    var blobs: any Blobs { ports.blobs }
    var secrets: any Secrets { ports.secrets }

    // MARK: Looking

    package var count: Int { state.withLock { $0.entries.count } }
    package var legCount: Int { state.withLock { $0.entries.values.reduce(0) { $0 + $1.call.sounds.owners.count } } }

    package func call(in id: ConversationID) -> Call? { state.withLock { $0.entries[id]?.call } }

    /// The calls of some conversations as they are shown, and a number that changes whenever one is shown anew.
    package func shown(in ids: [ConversationID]) -> (calls: [(ConversationID, [UInt8])], number: Int) {
        let (calls, number) = state.withLock { s in
            (s.entries.isEmpty ? [] : ids.compactMap { id in s.entries[id].map { (id, $0.call) } }, s.shows)
        }
        return (calls.map { ($0.0, $0.1.json(.signal)) }, number)
    }

    package var showNumber: Int { state.withLock { $0.shows } }

    /// The frame that says how it stands with the call of a conversation.
    package func frame(in id: ConversationID) -> [UInt8] { CallFrames.call(call(in: id), in: id) }

    /// Everybody who is in some call.
    var busy: Set<PersonID> { state.withLock { s in Set(s.entries.values.flatMap(\.call.people.keys)) } }

    // MARK: Changing

    /// Changes the call of a conversation, and has done what that makes necessary.
    ///
    /// - Throws: `.notFound` when there is none.
    package func change(
        in id: ConversationID, _ body: (inout Call, Milliseconds) throws(Refusal) -> [Call.Action]
    ) throws(Refusal) {
        try state.withLock { (s) throws(Refusal) in
            let now = clock.now()
            guard s.entries[id] != nil else { throw .notFound("call") }
            try s.change(id, now, body)
        }
        work()
    }

    /// The same where it does not matter whether there is one.
    func changeIfAny(in id: ConversationID, _ body: (inout Call, Milliseconds) -> [Call.Action]) {
        state.withLock { s in
            let now = clock.now()
            if s.entries[id] != nil { s.change(id, now, body) }
        }
        work()
    }

    /// To be called a few times a second.
    func tick() {
        let (alive, now) = state.withLock { s -> ([CallID], Milliseconds) in
            let now = clock.now()
            for id in s.entries.keys { s.change(id, now) { call, now in call.timeout(at: now) } }
            s.flush()
            guard !s.entries.isEmpty, abs(now - s.aliveAt) >= Self.alivePeriod else { return ([], now) }
            s.aliveAt = now
            return (s.entries.values.map(\.call).filter { !$0.isRecovering }.map(\.id), now)
        }
        if !alive.isEmpty { write { try $0.tx.touch(alive, aliveAt: now) } }
        work()
    }

    /// How often it is kept that a call goes on.
    static let alivePeriod: Milliseconds = 60_000

    /// Calls that went on when the server stopped.
    func restore(_ calls: [(call: OpenCall, isDirect: Bool)]) {
        state.withLock { s in
            let now = clock.now()
            for (open, isDirect) in calls {
                var call = Call(
                    id: open.id, in: open.conversation, isDirect: isDirect, by: open.by, since: open.since, marks: open.marks,
                    recoveringAt: now)
                call.restore(open.standings)
                s.entries[open.conversation] = Entry(call: call)
                s.places[open.id] = open.conversation
            }
        }
    }

    // MARK: Doing

    /// Writes something about a call that nobody waits for.
    func write(_ body: @escaping @Sendable (LedgerTransaction) throws -> Void) {
        committer?.submit(
            .work(
                Committer.Work(
                    body: body,
                    settle: { [logger] error in
                        if let error { logger.warning("of a call was not kept", metadata: ["error": "\(error)"]) }
                    })))
    }

    /// Does what waits in line, unless somebody is at it.
    func work() {
        while true {
            let jobs = state.withLock { s -> [Job] in
                guard !s.isAtWork, !s.jobs.isEmpty else { return [] }
                s.isAtWork = true
                defer { s.jobs = [] }
                return s.jobs
            }
            if jobs.isEmpty { return }
            for job in jobs { perform(job) }
            state.withLock { $0.isAtWork = false }
        }
    }

    private func perform(_ job: Job) {
        switch job {
        case .act(let action, let origin): act(action, origin)
        case .speak(let conversation): speak(conversation)
        }
    }
}

/// What calls need of the outside besides sound.
struct CallPorts {
    let store: any Store
    let limits: OperatorLimits
    let clock: any Clock
    let blobs: any Blobs
    let secrets: any Secrets
}

extension Calls.State {
    /// Puts into line what a change makes necessary. A call that is over is forgotten.
    mutating func change<E: Error>(
        _ id: ConversationID, _ now: Milliseconds, _ body: (inout Call, Milliseconds) throws(E) -> [Call.Action]
    ) throws(E) {
        guard var entry = entries.removeValue(forKey: id) else { return }
        let actions: [Call.Action]
        do throws(E) { actions = try body(&entry.call, now) } catch {
            entries[id] = entry
            throw error
        }
        let origin = Calls.Origin(entry.call)
        jobs += actions.map { .act($0, origin) }
        if entry.call.isOver { places[entry.call.id] = nil } else { entries[id] = entry }
    }
}
