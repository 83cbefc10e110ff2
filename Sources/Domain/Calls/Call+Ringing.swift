extension Call {
    /// Rings people who are not in it.
    package mutating func ring(_ people: [PersonID], at now: Milliseconds) -> [Action] {
        guard phase != .over else { return [] }
        let wanted = people.filter { self.people[$0] == nil && !expelled.contains($0) }
        rings.rungAt = now
        if self.people.count + sounds.feeds.count <= 1, !isRecovering { phase = .unanswered(until: now + Self.ringing) }
        guard !wanted.isEmpty else { return [] }
        for person in wanted {
            rings.ringing[person] = now + Self.ringing
            rings.declined.remove(person)
        }
        return [.mark(wanted, .rung), .ring(wanted), .show]
    }

    /// - Throws: `.tooMany` when it rang a moment ago.
    package func permitRingingAgain(by person: PersonID, at now: Milliseconds) throws(Refusal) {
        try attendee(person)
        guard let rungAt = rings.rungAt, now >= rungAt, now - rungAt < Self.ringAgain else { return }
        throw .tooMany(what: "rings", retryAfter: max(1, Int((rungAt + Self.ringAgain - now + 999) / 1_000)))
    }

    /// Stops ringing somebody who says no.
    package mutating func decline(_ person: PersonID, at now: Milliseconds) -> [Action] {
        guard rings.ringing.removeValue(forKey: person) != nil else { return [] }
        rings.declined.insert(person)
        if case .unanswered(let until) = phase, rings.ringing.isEmpty {
            phase = .unanswered(until: min(until, now + Self.turnedDown))
        }
        return [.mark([person], .declined), .show]
    }

    /// Somebody is no longer in the conversation, or may not be on this server.
    package mutating func forget(_ person: PersonID, at now: Milliseconds) -> [Action] {
        let rang = rings.ringing.removeValue(forKey: person) != nil
        floor.hands[person] = nil
        let before = standing(of: person)
        floor.given.remove(person)
        return keep(person, if: before) + endRecording(of: person) + leave(person, at: now)
            + leaveLinks(of: person, at: now) + (rang ? [.show] : [])
    }

    /// What the passing of time has done.
    package mutating func timeout(at now: Milliseconds) -> [Action] {
        var actions: [Action] = []
        for (leg, until) in sounds.connecting where Self.isPast(until, now) { actions += leave(leg, .lost, at: now) }
        let missed = rings.ringing.filter { Self.isPast($0.value, now) }.keys.sorted()
        if !missed.isEmpty {
            for person in missed { rings.ringing[person] = nil }
            actions += [.missed(missed), .show]
        }
        switch phase {
        case .recovering(let until), .unanswered(let until), .leftAlone(let until):
            if Self.isPast(until, now) { actions += finish() }
        case .going, .over: break
        }
        return actions
    }

    /// One further ahead than any that is ever set means that the clock was set back by much, and counts as passed.
    private static func isPast(_ instant: Milliseconds, _ now: Milliseconds) -> Bool {
        instant <= now || instant > now + furthest + slack
    }

    /// A call that the server found in its store.
    package init(
        id: CallID, in conversation: ConversationID, isDirect: Bool, by: PersonID, since: Milliseconds,
        marks: [PersonID: CallMark], recoveringAt now: Milliseconds
    ) {
        self.init(id: id, in: conversation, isDirect: isDirect, by: by, at: since)
        rings.came = Set(marks.filter { $0.value == .came }.keys)
        rings.declined = Set(marks.filter { $0.value == .declined }.keys)
        expelled = Set(marks.filter { $0.value == .expelled }.keys)
        phase = .recovering(until: now + Self.recovery)
    }
}
