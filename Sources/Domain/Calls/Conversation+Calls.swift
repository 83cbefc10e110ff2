extension Conversation {
    /// Who may be in a call here: whoever has joined, in a direct conversation that the other has not turned down.
    @discardableResult
    package func permitCall(by person: PersonID) throws(Refusal) -> Membership {
        let mine = try participant(person)
        guard kind == .direct, let other = other(than: person), let state = members[other]?.state else { return mine }
        switch state {
        case .joined, .invited: return mine
        case .requested, .declined: throw .awaitingAcceptance
        }
    }

    /// Whether a call rings people here; otherwise they see that there is one.
    package var rings: Bool { kind != .announcement && members.count <= Limits.rung }

    package func permitRinging(by person: PersonID) throws(Refusal) {
        try permitCall(by: person)
        guard rings else {
            throw .forbidden("nobody is rung in an announcement or in a conversation of more than \(Limits.rung) members")
        }
    }

    package func permitCallLinks(by person: PersonID) throws(Refusal) {
        let mine = try participant(person)
        guard kind != .direct else { throw .forbidden("nobody moderates a direct conversation") }
        guard mine.role >= .moderator else { throw .forbidden("only moderators may hand out links to a call") }
    }

    /// Only in direct conversations: "tell me when we are both free".
    package func permitWaiting(by person: PersonID) throws(Refusal) -> PersonID {
        try permitCall(by: person)
        guard kind == .direct, let other = other(than: person) else {
            throw .forbidden("this is possible in direct conversations only")
        }
        return other
    }
}
