package import Domain

extension Hub {
    static let day: Milliseconds = 86_400_000

    /// A link by which `uses` people can register within `days`.
    package func makeInvite(by caller: Caller, uses: Int, days: Int) async throws -> (InviteRecord, token: String) {
        try caller.person.permitInviting(membersInvite: policy.membersInvite)
        guard (1...1_000).contains(uses) else { throw Refusal.invalid(field: "uses", expected: "1 to 1000") }
        guard (1...365).contains(days) else { throw Refusal.invalid(field: "days", expected: "1 to 365") }
        let token = secrets.token(), digest = secrets.digest(token)
        let id = InvitationID(rawValue: secrets.identifier())
        let record = try await committer.perform { ledger in
            let record = InviteRecord(
                id: id, by: caller.id, uses: uses, left: uses, createdAt: ledger.now,
                expiresAt: ledger.now + Int64(days) * Self.day)
            try ledger.tx.save(record, digest: digest)
            return record
        }
        return (record, token)
    }

    package func invites(of caller: Caller, everybody: Bool = false) async throws -> [InviteRecord] {
        if everybody { try caller.person.permitAdministration() } else { try caller.person.permitMembership() }
        return try await store.read { try $0.invites(by: everybody ? nil : caller.id) }
    }

    package func deleteInvite(_ id: InvitationID, by caller: Caller) async throws {
        try caller.person.permitMembership()
        try await committer.perform { ledger in
            guard let invite = try ledger.tx.invites(by: nil).first(where: { $0.id == id }),
                invite.by == caller.id || caller.person.role.administers
            else { throw Refusal.notFound("invite") }
            try ledger.tx.deleteInvite(id)
        }
    }

    /// Who invites, for the page behind the link. Changes nothing.
    package func look(invite token: String) async throws -> (InviteRecord, by: String) {
        let digest = secrets.digest(token), now = clock.now()
        return try await store.read { s in
            guard let invite = try s.invite(digest: digest), invite.left > 0, invite.expiresAt > now else {
                throw Refusal.expired("this invite link has been used up or has expired; ask for a new one")
            }
            return (invite, by: try s.person(invite.by)?.name ?? "")
        }
    }
}
