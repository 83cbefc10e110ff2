/// What people do in a call, with who may.
extension Call {
    /// - Throws: `.conflict` for who is not in it.
    @discardableResult
    package func attendee(_ person: PersonID) throws(Refusal) -> Attendee {
        guard let attendee = people[person] else { throw .conflict(field: nil, detail: "join the call first") }
        return attendee
    }

    func moderator(_ person: PersonID) throws(Refusal) -> Attendee {
        let attendee = try attendee(person)
        guard !isDirect else { throw .forbidden("nobody moderates a direct conversation") }
        guard attendee.role >= .moderator else { throw .forbidden("only moderators may do this") }
        return attendee
    }

    private func target(_ person: PersonID) throws(Refusal) -> Attendee {
        guard let attendee = people[person] else { throw .notFound("person in this call") }
        return attendee
    }

    /// Nobody but oneself opens one's microphone.
    package mutating func mute(_ person: PersonID, _ on: Bool, by actor: PersonID) throws(Refusal) -> [Action] {
        if person == actor {
            try attendee(actor)
        } else {
            _ = try moderator(actor)
            _ = try target(person)
            guard on else { throw .forbidden("nobody can open somebody else's microphone") }
        }
        guard people[person]?.isMuted != on else { return [] }
        people[person]?.isMuted = on
        return terms(of: person) + [.show]
    }

    package mutating func deafen(_ leg: LegID, _ on: Bool, by person: PersonID) throws(Refusal) -> [Action] {
        try attendee(person)
        guard let known = people[person]?.legs[leg] else { throw .notFound("leg") }
        guard known.isDeaf != on else { return [] }
        people[person]?.legs[leg]?.isDeaf = on
        return terms(of: person) + [.show]
    }

    package mutating func raise(
        hand person: PersonID, _ on: Bool, by actor: PersonID, at now: Milliseconds
    ) throws(Refusal) -> [Action] {
        if person == actor {
            try attendee(actor)
        } else {
            _ = try moderator(actor)
            _ = try target(person)
            guard !on else { throw .forbidden("nobody can raise somebody else's hand") }
        }
        guard (people[person]?.hand != nil) != on else { return [] }
        let before = standing(of: person)
        people[person]?.hand = on ? now : nil
        return keep(person, if: before) + [.show]
    }

    /// Lets a listener speak, or takes it back. Who is given the floor begins muted, for nobody else opens a microphone.
    package mutating func floor(_ person: PersonID, _ on: Bool, by actor: PersonID) throws(Refusal) -> [Action] {
        _ = try moderator(actor)
        guard try target(person).role < .member else {
            throw .conflict(field: "person", detail: "they may speak by their role")
        }
        let before = standing(of: person)
        people[person]?.hand = nil
        if on, floor.given.insert(person).inserted { people[person]?.isMuted = true }
        if !on { floor.given.remove(person) }
        return terms(of: person) + keep(person, if: before) + [.show]
    }

    package mutating func expel(_ person: PersonID, by actor: PersonID, at now: Milliseconds) throws(Refusal) -> [Action] {
        let mine = try moderator(actor)
        guard person != actor else { throw .invalid(field: "person", expected: "somebody else") }
        let role = try target(person).role
        guard role < mine.role || mine.role == .owner else {
            throw .forbidden("only someone with a higher role may take somebody out")
        }
        expelled.insert(person)
        return [.mark([person], .expelled)] + leave(person, at: now) + leaveLinks(of: person, at: now)
    }

    /// The role of somebody has changed. Whoever may speak from now on begins muted.
    package mutating func setRole(_ role: Membership.Role, of person: PersonID, at now: Milliseconds) -> [Action] {
        let lost = role < .moderator ? leaveLinks(of: person, at: now) + endRecording(of: person) : []
        guard let before = people[person], before.role != role else { return lost }
        let spoke = speaks(person)
        people[person]?.role = role
        if !spoke, speaks(person) { people[person]?.isMuted = true }
        return lost + terms(of: person) + [.show]
    }
}
