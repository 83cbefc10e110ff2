extension Call {
    /// Who comes, with which device.
    package struct Joining: Equatable, Sendable {
        package let person: PersonID
        package let role: Membership.Role
        package let leg: LegID
        package let session: SessionID
        /// Whether the session is one device, so that its earlier legs end.
        package let isOneDevice: Bool
        package let isMuted: Bool?

        package init(
            person: PersonID, role: Membership.Role, leg: LegID, session: SessionID, isOneDevice: Bool, isMuted: Bool?
        ) {
            self.person = person
            self.role = role
            self.leg = leg
            self.session = session
            self.isOneDevice = isOneDevice
            self.isMuted = isMuted
        }
    }

    /// Brings a leg in. The same leg again changes nothing.
    package mutating func join(_ joining: Joining, at now: Milliseconds) throws(Refusal) -> [Action] {
        let person = joining.person
        guard phase != .over else { throw .conflict(field: nil, detail: "the call is over") }
        guard !expelled.contains(person) else { throw .forbidden("a moderator has taken you out of this call") }
        if people[person]?.legs[joining.leg] != nil { return [] }
        guard people[person]?.legs.count ?? 0 < Limits.legs else {
            throw .conflict(field: nil, detail: "at most \(Limits.legs) devices of one person in a call")
        }
        var actions: [Action] = []
        var attendee = people[person] ?? Attendee(role: joining.role, since: now, hand: floor.hands.removeValue(forKey: person))
        attendee.role = joining.role
        attendee.legs[joining.leg] = Leg(session: joining.session)
        if let muted = joining.isMuted { attendee.isMuted = muted }
        if joining.isOneDevice {
            for (leg, known) in attendee.legs where leg != joining.leg && known.session == joining.session {
                attendee.legs[leg] = nil
                actions += end(leg, of: person, .moved)
            }
        }
        people[person] = attendee
        sounds.owners[joining.leg] = person
        sounds.connecting[joining.leg] = now + Self.connecting
        rings.ringing[person] = nil
        rings.declined.remove(person)
        if rings.came.insert(person).inserted { actions.append(.mark([person], .came)) }
        return actions + terms(of: person) + [.show] + settle(at: now)
    }

    /// Ends a leg, whosever it is; nothing if it is not here. `news`: what its device is told.
    package mutating func leave(_ leg: LegID, _ news: LegNews?, at now: Milliseconds) -> [Action] {
        sounds.connecting[leg] = nil
        if sounds.listeners.removeValue(forKey: leg) != nil { return [.remove(leg)] }
        if sounds.feeds.removeValue(forKey: leg) != nil { return [.remove(leg), .show] + settle(at: now) }
        guard let person = sounds.owners.removeValue(forKey: leg) else { return [] }
        let before = standing(of: person)
        people[person]?.legs[leg] = nil
        if people[person]?.legs.isEmpty == true { people[person] = nil }
        var actions: [Action] = [.remove(leg)] + keep(person, if: before)
        if let news { actions.append(.tell(person, leg, news)) }
        return actions + [.show] + settle(at: now)
    }

    /// Ends the legs of somebody, all or those of some sessions.
    package mutating func leave(
        _ person: PersonID, where condition: (SessionID) -> Bool = { _ in true }, at now: Milliseconds
    ) -> [Action] {
        let legs = (people[person]?.legs ?? [:]).filter { condition($0.value.session) }.keys
        return legs.flatMap { leave($0, .ended(.expelled), at: now) }
    }

    private mutating func end(_ leg: LegID, of person: PersonID, _ why: LegNews.End) -> [Action] {
        sounds.owners[leg] = nil
        sounds.connecting[leg] = nil
        return [.remove(leg), .tell(person, leg, .ended(why))]
    }

    /// What the legs of somebody may do from now on.
    func terms(of person: PersonID) -> [Action] {
        let heard = isHeard(person)
        return (people[person]?.legs ?? [:]).map { .terms($0.key, isHeard: heard, hears: !$0.value.isDeaf) }
    }

    /// Moves on to the phase that who is in it makes it.
    mutating func settle(at now: Milliseconds) -> [Action] {
        let count = people.count + sounds.feeds.count
        switch phase {
        case .over: return []
        case .recovering(let until):
            if count > 0 { phase = isDirect && count == 1 ? .unanswered(until: until) : .going }
            return []
        case .unanswered, .going, .leftAlone: if count == 0 { return finish() }
        }
        switch phase {
        case .unanswered: if count > 1 { phase = .going }
        case .going: if isDirect, count == 1, rings.came.count > 1 { phase = .leftAlone(until: now + Self.alone) }
        case .leftAlone: if count > 1 { phase = .going }
        case .recovering, .over: break
        }
        return []
    }

    /// Ends it for all.
    package mutating func finish() -> [Action] {
        guard phase != .over else { return [] }
        let isForgotten = isRecovering
        phase = .over
        let missed = rings.ringing.keys.sorted()
        rings.ringing = [:]
        var actions = sounds.owners.sorted { $0.key.rawValue < $1.key.rawValue }
            .map { Action.tell($0.value, $0.key, .ended(.over)) }
        people = [:]
        sounds = Sounds()
        if !missed.isEmpty { actions.append(.missed(missed)) }
        return actions + [.end(isForgotten: isForgotten)]
    }
}
