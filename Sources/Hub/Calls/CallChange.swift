package import Domain

/// What somebody does in a call, with nothing else to be asked.
package enum CallChange: Sendable {
    case hangUp(LegID)
    case decline
    case mute(PersonID, Bool)
    case deafen(LegID, Bool)
    case hand(PersonID, Bool)
    case floor(PersonID, Bool)
    case expel(PersonID)
    case record(Bool)
}

extension Calls {
    /// Does what somebody wants in the call of a conversation that they read. Never waits.
    package func apply(_ change: CallChange, in id: ConversationID, by person: PersonID) throws(Refusal) {
        switch change {
        case .decline: return changeIfAny(in: id) { $0.decline(person, at: $1) }
        case .hangUp, .mute, .deafen, .hand, .floor, .expel, .record: break
        }
        try self.change(in: id) { (call, now) throws(Refusal) in
            switch change {
            case .hangUp(let leg):
                guard call.sounds.owners[leg] == person else { throw .notFound("leg") }
                return call.leave(leg, nil, at: now)
            case .decline: return []
            case .mute(let other, let on): return try call.mute(other, on, by: person)
            case .deafen(let leg, let on): return try call.deafen(leg, on, by: person)
            case .hand(let other, let on): return try call.raise(hand: other, on, by: person, at: now)
            case .floor(let other, let on): return try call.floor(other, on, by: person)
            case .expel(let other): return try call.expel(other, by: person, at: now)
            case .record(let on): return try call.record(on, by: person, at: now)
            }
        }
    }
}
