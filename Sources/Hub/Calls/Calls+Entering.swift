import Domain
import Synchronization

extension Calls {
    /// What became of bringing a leg into a call.
    enum Entered {
        case joined(Call)
        /// The conversation has another call by now, or none.
        case elsewhere
    }

    /// Brings a leg in; begins the call where `isNew` says so and there is none. The same leg again changes nothing.
    ///
    /// To be called inside the transaction that looks at who may, so that whoever is taken out later is found here.
    func enter(
        _ id: CallID, of conversation: Conversation, isNew: Bool, by person: PersonID,
        _ body: (inout Call, Milliseconds) throws(Refusal) -> [Call.Action]
    ) throws(Refusal) -> Entered {
        let entered = try state.withLock { (s) throws(Refusal) -> Entered in
            let now = clock.now()
            if s.entries[conversation.id] == nil, isNew {
                let call = Call(id: id, in: conversation.id, isDirect: conversation.kind == .direct, by: person, at: now)
                s.entries[conversation.id] = Entry(call: call)
                s.places[id] = conversation.id
            }
            guard s.entries[conversation.id]?.call.id == id else { return .elsewhere }
            defer { s.forgetIfEmpty(conversation.id) }
            try s.change(conversation.id, now, body)
            s.cast(conversation.id)
            return s.entries[conversation.id].map { .joined($0.call) } ?? .elsewhere
        }
        work()
        return entered
    }

    /// The call that a leg of somebody lives in. It is nobody else's than the session's that brought it in and takes it along.
    func home(of leg: LegID, of caller: Caller, in id: ConversationID) -> (CallID, LegTerms)? {
        state.withLock { $0.home(of: leg, of: caller, in: id) }
    }

    /// Has the media server told anew what a leg that it has answered meanwhile may do. False when the leg is gone.
    func renew(_ leg: LegID, of caller: Caller, in id: ConversationID) -> Bool {
        let isHere = state.withLock { s -> Bool in
            guard let (_, terms) = s.home(of: leg, of: caller, in: id) else { return false }
            s.change(id, clock.now()) { _, _ in [.terms(leg, isHeard: terms.isHeard, hears: terms.hears)] }
            return true
        }
        work()
        return isHere
    }

    func leave(_ leg: LegID, in id: ConversationID) { changeIfAny(in: id) { call, now in call.leave(leg, nil, at: now) } }

    /// Ends the legs of some sessions in all calls. What came by links of their person goes on: it is in no session.
    func leaveAll(_ person: PersonID, where condition: (SessionID) -> Bool) {
        changeAll { call, now in call.leave(person, where: condition, at: now) }
    }

    /// Takes somebody who may not be here any more out of all calls, with what came by their links.
    func forget(_ person: PersonID) { changeAll { call, now in call.forget(person, at: now) } }

    func changeAll(_ body: (inout Call, Milliseconds) -> [Call.Action]) {
        state.withLock { s in
            let now = clock.now()
            for id in s.entries.keys { s.change(id, now, body) }
        }
        work()
    }

    /// Takes into account what was committed about who is in which conversation.
    func take(_ published: Published) {
        guard count > 0 else { return }
        for (person, notice) in published.notices {
            if case .leave(let id) = notice { changeIfAny(in: id) { call, now in call.forget(person, at: now) } }
        }
        for (committed, conversation) in published.events {
            switch committed.event.body {
            case .role(let person, let role):
                changeIfAny(in: conversation.id) { call, now in call.setRole(role, of: person, at: now) }
            case .left(let person), .removed(let person):
                changeIfAny(in: conversation.id) { call, now in call.forget(person, at: now) }
            default: break
            }
        }
    }
}

extension Calls.State {
    fileprivate func home(of leg: LegID, of caller: Caller, in id: ConversationID) -> (CallID, LegTerms)? {
        guard let call = entries[id]?.call, let known = call.people[caller.id]?.legs[leg], known.session == caller.session.id
        else { return nil }
        return (call.id, LegTerms(isHeard: call.isHeard(caller.id), hears: !known.isDeaf))
    }

    /// A call whose first leg was refused never was.
    fileprivate mutating func forgetIfEmpty(_ id: ConversationID) {
        guard let call = entries[id]?.call, !call.isRecovering, call.people.isEmpty, call.sounds.feeds.isEmpty else { return }
        places[call.id] = nil
        entries[id] = nil
    }

    /// Notes whose the legs of a call being recorded are.
    mutating func cast(_ id: ConversationID) {
        guard !reels.isEmpty, let call = entries[id]?.call else { return }
        for reel in reels.keys where reel.call == call.id {
            for (leg, person) in call.sounds.owners { reels[reel]?.speakers[leg] = .person(person) }
            for (leg, feed) in call.sounds.feeds { reels[reel]?.speakers[leg] = .feed(feed.name) }
        }
    }
}
