package import Domain

/// What the page behind an invitation link shows before anything is done.
package struct InvitationLook: Sendable {
    package enum State: String, Sendable { case open, mine, taken, expired }

    package let state: State
    package let by: String
    package let title: String
    package let kind: Conversation.Kind
    package let guess: String
    package let address: String
    package let inviter: PersonID
    /// What was said last, cut.
    package let text: String
}

extension Hub {
    /// - Throws: `.expired` for a link that never was, or was ended.
    package func look(invitation token: String, from caller: Caller?) async throws -> InvitationLook {
        let digest = secrets.digest(token), now = clock.now()
        return try await store.read { s in
            guard let invitation = try s.invitation(digest: digest), let guest = try s.person(invitation.person),
                let conversation = try s.conversation(invitation.conversation)
            else { throw Refusal.expired("this link is not valid any more; ask who sent it for a new one") }
            let state = invitation.state(for: caller, now: now)
            // Who finds a link that was used or has ended reads nothing by it.
            let said =
                state == .open || state == .mine
                ? try s.mailLines(in: conversation.id, after: 0, upto: conversation.head, limit: 200)
                    .last { $0.author == invitation.by }?.text.prefix(bytes: 600) : nil
            return InvitationLook(
                state: state, by: try s.person(invitation.by)?.name ?? "", title: conversation.title, kind: conversation.kind,
                guess: guest.name, address: guest.address?.text ?? "", inviter: invitation.by, text: said ?? "")
        }
    }

    /// Binds the link to this browser and brings its guest into the conversation.
    ///
    /// - Returns: a token only where the browser had no session of this guest yet.
    package func accept(
        invitation token: String, name: String, from caller: Caller?, _ origin: Origin
    ) async throws -> (Person, ConversationID, token: String?) {
        let name = try DisplayName.checked(name)
        let digest = secrets.digest(token)
        let fresh = newSession(from: origin)
        let result = try await committer.perform { ledger -> (Person, ConversationID, String?) in
            guard let invitation = try ledger.tx.invitation(digest: digest), var guest = try ledger.tx.person(invitation.person),
                !guest.suspended
            else { throw Refusal.expired("this link is not valid any more; ask who sent it for a new one") }
            // A member proves who they are with their password, not with a link from before they had one.
            guard guest.role == .guest || caller?.id == guest.id else {
                throw Refusal.expired("this address has an account now; sign in to come to the conversation")
            }
            var issued: String?
            switch invitation.state(for: caller, now: ledger.now) {
            case .expired: throw Refusal.expired("this link has expired; ask who sent it for a new one")
            case .taken: throw Refusal.expired("this link was opened in another browser; ask who sent it for a new one")
            case .mine:
                if let caller { try ledger.tx.widen(caller.session.id, by: invitation.conversation) }
            case .open:
                if let caller, caller.id == guest.id {
                    try ledger.tx.bind(invitation.id, to: caller.session.id)
                    try ledger.tx.widen(caller.session.id, by: invitation.conversation)
                } else {
                    var fresh = fresh
                    fresh.scope = [invitation.conversation]
                    try fresh.save(for: guest.id, ledger)
                    try ledger.tx.bind(invitation.id, to: fresh.id)
                    issued = fresh.token
                }
            }
            if guest.role == .guest, guest.name != name {
                guest.name = name
                try ledger.tx.save(guest)
            }
            try ledger.tx.seen(guest.id, at: ledger.now)
            if let mine = try ledger.conversation(invitation.conversation).members[guest.id], mine.state != .joined {
                try ledger.join(invitation.conversation, guest.id)
            }
            try ledger.cameBack(guest.id, to: invitation.conversation, by: .opened)
            return (guest, invitation.conversation, issued)
        }
        callers.forget(result.0.id)
        try await tellMembers(of: result.1, about: result.0)
        return result
    }

    /// A new link for a guest; earlier ones end.
    package func reissue(for person: PersonID, in id: ConversationID, by caller: Caller) async throws -> IssuedInvitation {
        try caller.person.permitMembership()
        let limit = policy.limits.invitationsPerDay
        try limiter.take(.invitations(caller.id), rate: limit, per: Self.day, burst: max(1, limit), what: "invitations")
        let ticket = supply(1).invitations[0]
        return try await committer.perform { ledger in
            let conversation = try ledger.conversation(id)
            let mine = try conversation.participant(caller.id)
            guard mine.role >= .member else { throw Refusal.forbidden("only writers may invite") }
            guard conversation.members[person] != nil, let guest = try ledger.tx.person(person) else {
                throw Refusal.notFound("member")
            }
            guard guest.role == .guest else {
                throw Refusal.invalid(field: "person", expected: "a guest; members sign in")
            }
            return try ledger.issue(to: guest, in: id, by: caller.id, ticket)
        }
    }

    /// Tells those in a conversation what a guest calls themself.
    private func tellMembers(of id: ConversationID, about person: Person) async throws {
        guard let channel = channels.find(id) else { return }
        let frame = person.frame
        for mailbox in channel.signal(frame) { mailbox.post { $0.channels[ObjectIdentifier(channel)] = channel } }
    }
}

extension InvitationRecord {
    func state(for caller: Caller?, now: Milliseconds) -> InvitationLook.State {
        if let boundTo {
            return caller?.session.id == boundTo || caller?.id == person ? .mine : .taken
        }
        return expiresAt > now ? .open : .expired
    }
}
