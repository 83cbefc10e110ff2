package import Domain
import Synchronization

/// What a device asks for to be in a call.
package struct CallAsk: Sendable {
    package let conversation: ConversationID
    /// A session description (RFC 8866).
    package let offer: [UInt8]
    /// A leg of the same session that may live still.
    package let leg: LegID?
    package let isMuted: Bool?
    package let rings: Bool

    package init(conversation: ConversationID, offer: [UInt8], leg: LegID? = nil, isMuted: Bool? = nil, rings: Bool = true) {
        self.conversation = conversation
        self.offer = offer
        self.leg = leg
        self.isMuted = isMuted
        self.rings = rings
    }
}

package struct CallAnswer: Sendable, Equatable {
    package let call: CallID
    package let leg: LegID
    package let answer: [UInt8]
}

extension Hub {
    /// Joins the call of a conversation with one more device, begins one if there is none, or restarts a leg that lives.
    package func call(_ ask: CallAsk, by caller: Caller) async throws -> CallAnswer {
        try permitCallAttempt(by: caller.id)
        if let leg = ask.leg, let (call, terms) = calls.home(of: leg, of: caller, in: ask.conversation) {
            let answer = try await media.answer(ask.offer, for: leg, in: call, terms)
            if calls.renew(leg, of: caller, in: ask.conversation) { return CallAnswer(call: call, leg: leg, answer: answer) }
            media.remove(leg, from: call)
        }
        let mine = try await committer.perform { try $0.conversation(ask.conversation).permitCall(by: caller.id) }
        let leg = LegID(rawValue: secrets.identifier())
        let terms = LegTerms(isHeard: mine.role >= .member && ask.isMuted != true)
        let (call, answer) = try await bring(leg, ask.offer, terms, into: ask.conversation) { [calls] ledger, call, isNew in
            let conversation = try ledger.conversation(ask.conversation)
            let mine = try conversation.permitCall(by: caller.id)
            try ledger.permitPresence(of: caller)
            let joining = Call.Joining(
                person: caller.id, role: mine.role, leg: leg, session: caller.session.id,
                isOneDevice: caller.session.kind == .browser, isMuted: ask.isMuted)
            let rung = isNew && ask.rings && conversation.rings ? try ledger.ringable(in: conversation, except: caller.id) : nil
            let entered = try calls.enter(call, of: conversation, isNew: isNew, by: caller.id) { (call, now) throws(Refusal) in
                let actions = try call.join(joining, at: now)
                return actions + (actions.isEmpty ? [] : rung.map { call.ring($0, at: now) } ?? [])
            }
            return try ledger.keep(entered, in: conversation)
        }
        return CallAnswer(call: call, leg: leg, answer: answer)
    }

    func permitCallAttempt(by person: PersonID) throws(Refusal) {
        guard policy.limits.messagesPerMinute > 0 else { return }
        try limiter.take(.calls(person), rate: 30, per: 60_000, burst: 20, what: "attempts to call")
    }

    /// Has the media server answer, then brings the leg in; again where the call has become another meanwhile.
    ///
    /// - Parameter enter: false when the conversation has not this call.
    func bring(
        _ leg: LegID, _ offer: [UInt8], _ terms: LegTerms, into conversation: ConversationID,
        enter: @escaping @Sendable (LedgerTransaction, CallID, _ isNew: Bool) throws -> Bool
    ) async throws -> (CallID, [UInt8]) {
        for _ in 0..<5 {
            let known = calls.call(in: conversation)?.id
            let call = known ?? CallID(rawValue: secrets.identifier())
            let answer = try await media.answer(offer, for: leg, in: call, terms)
            do {
                if try await committer.perform({ try enter($0, call, known == nil) }) { return (call, answer) }
            } catch {
                calls.leave(leg, in: conversation)
                media.remove(leg, from: call)
                throw error
            }
            media.remove(leg, from: call)
        }
        throw Refusal.unavailable("the call changes too quickly; try again")
    }

    /// Rings those who are not in the call again: once, also where the transaction is tried again without others.
    package func ring(_ people: [PersonID]?, in id: ConversationID, by caller: Caller) async throws {
        let rung = Once()
        try await committer.perform { [calls] ledger in
            let conversation = try ledger.conversation(id)
            try conversation.permitCall(by: caller.id)
            guard calls.call(in: id) != nil else { throw Refusal.notFound("call") }
            try conversation.permitRinging(by: caller.id)
            for (i, person) in (people ?? []).enumerated() where conversation.joined(person) == nil {
                throw Refusal.invalid(field: "people[\(i)]", expected: "somebody who has joined this conversation")
            }
            let ringable = try ledger.ringable(in: conversation, except: caller.id).filter { people?.contains($0) ?? true }
            try rung.run { () throws(Refusal) in
                try calls.change(in: id) { (call, now) throws(Refusal) in
                    try call.permitRingingAgain(by: caller.id, at: now)
                    return call.ring(ringable, at: now)
                }
            }
        }
    }

    /// To be called before the server stops, while the media server and the store still work: what is recorded is posted.
    package func finishRecordings(within time: Duration) async { await calls.finishRecordings(within: time) }

    /// Posts what was recorded and is not posted yet, of which nothing is recorded any more. To be called from time to time.
    package func recoverRecordings() async { await calls.release(await calls.takeAbandonedRecordings()) }

    /// What the hub must know of calls before it serves.
    func startCalls() async throws {
        let (open, wishes) = try await store.read { s in
            (
                try s.openCalls().compactMap { open in
                    try s.conversation(open.conversation).map { (call: open, isDirect: $0.kind == .direct) }
                }, try s.freeWishes()
            )
        }
        calls.restore(open)
        let recordings = await calls.takeAbandonedRecordings()
        Task { await calls.release(recordings) }
        free.restore(wishes)
    }
}

extension LedgerTransaction {
    /// Whether a session still stands: it may have ended since it asked.
    fileprivate func permitPresence(of caller: Caller) throws {
        guard let person = try tx.person(caller.id), !person.suspended else { throw Refusal.suspended }
        guard try tx.sessions(of: caller.id).contains(where: { $0.id == caller.session.id }) else { throw Refusal.notSignedIn }
    }

    /// Keeps that a call goes on, where it is not kept yet. False when nobody came into it.
    func keep(_ entered: Calls.Entered, in conversation: Conversation) throws -> Bool {
        guard case .joined(let call) = entered else { return false }
        let kept = try tx.openCall(in: conversation.id)
        guard kept?.id != call.id else { return true }
        if let kept { try end(kept, at: now) }
        try append(.call(.started(call.id)), to: conversation.id, by: call.by)
        try tx.save(
            OpenCall(
                id: call.id, conversation: conversation.id, by: call.by, since: call.since, aliveAt: now,
                marks: call.people[call.by] == nil ? [:] : [call.by: .came]))
        return true
    }

    /// Whose devices may ring: who has joined, may be disturbed, and has not silenced the conversation.
    func ringable(in conversation: Conversation, except person: PersonID) throws -> [PersonID] {
        let joined = conversation.members.keys.filter { $0 != person && conversation.joined($0) != nil }.sorted()
        return try tx.people(joined).filter { !$0.doNotDisturb && !$0.suspended && !$0.gone }.map(\.id)
            .filter { try tx.place(of: $0, in: conversation.id)?.level != NotificationLevel.none }.sorted()
    }
}

/// Does something at most once, however often it is asked to on the store's writer.
private final class Once: Sendable {
    private let isDone = Atomic(false)

    /// What throws was not done.
    func run<E: Error>(_ body: () throws(E) -> Void) throws(E) {
        if isDone.load(ordering: .relaxed) { return }
        try body()
        isDone.store(true, ordering: .relaxed)
    }
}
