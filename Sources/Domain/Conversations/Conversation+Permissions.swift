/// Who may do what. Every gateway's every command passes here, and only here.
extension Conversation {
    /// - Throws: `.notFound`, as if the conversation did not exist, to whom it is none of their business.
    @discardableResult
    package func reader(_ person: PersonID) throws(Refusal) -> Membership {
        guard let m = members[person], m.reads else { throw .notFound("conversation") }
        return m
    }

    @discardableResult
    package func participant(_ person: PersonID) throws(Refusal) -> Membership {
        let m = try reader(person)
        guard m.state == .joined else { throw .forbidden("accept the conversation first") }
        return m
    }

    package func permitMessage(by person: PersonID, requestMessages: Int) throws(Refusal) {
        let m = try participant(person)
        guard m.role >= .member else { throw .forbidden("only writers may write here") }
        guard kind == .direct, let other = other(than: person), let state = members[other]?.state else { return }
        switch state {
        case .joined, .invited: return
        case .requested, .declined:
            if messages >= Int64(requestMessages) { throw .awaitingAcceptance }
        }
    }

    package func permitEdit(of target: Target, by person: PersonID) throws(Refusal) {
        let m = try participant(person)
        guard target.kind == .message else { throw .invalid(field: "target", expected: "the number of a message") }
        guard target.by == person else { throw .forbidden("only its author may edit a message") }
        guard m.role >= .member else { throw .forbidden("only writers may write here") }
        guard !target.retracted else { throw .conflict(field: "target", detail: "the message was retracted") }
    }

    package func permitRetraction(of target: Target, by person: PersonID) throws(Refusal) {
        let m = try participant(person)
        guard target.kind == .message else { throw .invalid(field: "target", expected: "the number of a message") }
        guard target.by == person || (kind != .direct && m.role >= .moderator) else {
            throw .forbidden("only its author or a moderator may retract a message")
        }
        guard !target.retracted else { throw .conflict(field: "target", detail: "the message was retracted") }
    }

    package func permitReaction(to target: Target, by person: PersonID) throws(Refusal) {
        try participant(person)
        guard target.kind == .message else { throw .invalid(field: "target", expected: "the number of a message") }
        guard !target.retracted else { throw .conflict(field: "target", detail: "the message was retracted") }
    }

    package func permitTitle(by person: PersonID) throws(Refusal) {
        let m = try participant(person)
        switch kind {
        case .direct: throw .forbidden("a direct conversation has no title")
        case .group: guard m.role >= .member else { throw .forbidden("only writers may change the title") }
        case .announcement: guard m.role >= .moderator else { throw .forbidden("only moderators may change the title") }
        }
    }

    package func permitAdding(by person: PersonID, role: Membership.Role, limit: Int, adding count: Int) throws(Refusal) {
        let m = try participant(person)
        switch kind {
        case .direct: throw .forbidden("nobody can be added to a direct conversation; start a group")
        case .group: guard m.role >= .member else { throw .forbidden("only writers may add people") }
        case .announcement: guard m.role >= .moderator else { throw .forbidden("only moderators may add people") }
        }
        guard role <= m.role, role != .owner || m.role == .owner else {
            throw .forbidden("nobody can give a role above their own")
        }
        guard limit == 0 || members.count + count <= limit else {
            throw .conflict(field: nil, detail: "a conversation has at most \(limit) members")
        }
    }

    /// Also leaving, where `target` is the one who asks.
    package func permitRemoval(of target: PersonID, by person: PersonID) throws(Refusal) {
        let m = try reader(person)
        guard kind != .direct else { throw .forbidden("a direct conversation cannot be left; block the other instead") }
        guard let other = members[target] else { throw .notFound("member") }
        if target == person { return }
        guard m.state == .joined, m.role >= .moderator, other.role < m.role || m.role == .owner else {
            throw .forbidden("only someone with a higher role may remove a member")
        }
    }

    package func permitRole(_ role: Membership.Role, for target: PersonID, by person: PersonID) throws(Refusal) {
        let m = try participant(person)
        guard kind != .direct else { throw .forbidden("a direct conversation has no roles") }
        guard let other = members[target] else { throw .notFound("member") }
        if m.role == .owner {
            if target == person, role != .owner, owners == 1 {
                throw .conflict(field: "role", detail: "make somebody else an owner first")
            }
            return
        }
        guard m.role == .moderator, other.role < .moderator, role < .moderator else {
            throw .forbidden("only an owner may change this role")
        }
    }

    /// False when the last owner has gone and nobody was there yet to follow.
    package var hasOwner: Bool { owners > 0 }

    private var owners: Int { members.values.count { $0.role == .owner && $0.state == .joined } }

    /// Who becomes owner when `person` goes, if nobody else is.
    ///
    /// The highest role first, then who has been here longest.
    package func successor(of person: PersonID) -> PersonID? {
        guard kind != .direct, members[person]?.role == .owner, owners <= 1 else { return nil }
        return members.filter { $0.key != person && $0.value.state == .joined }
            .max { a, b in
                (a.value.role, -a.value.joinedAt, b.key) < (b.value.role, -b.value.joinedAt, a.key)
            }?.key
    }
}
