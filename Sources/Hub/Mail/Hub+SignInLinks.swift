package import Domain

extension Hub {
    /// Mails a link to sign in to who has this address, if anybody has. Does not tell whether.
    package func mailSignInLink(to address: String, from origin: Origin) async throws {
        let address = try Address(address)
        try limiter.take(
            .signIns(address: origin.remoteAddress), rate: policy.limits.signInsPerMinute, per: 60_000,
            burst: max(5, policy.limits.signInsPerMinute), what: "sign-ins")
        try limiter.take(.links(address), rate: 5, per: 3_600_000, burst: 3, what: "sign-in links to one address")
        try await committer.perform { ledger in
            guard let person = try ledger.tx.person(at: address), !person.suspended, !person.gone else { return }
            try ledger.insertMail(.signin, to: person.id, in: nil, from: nil, due: ledger.now)
        }
    }

    /// Who would be signed in. Changes nothing.
    package func look(signInLink token: String) async throws -> Person {
        let digest = secrets.digest(token), now = clock.now()
        return try await store.read { try $0.person(signInLink: digest, now: now) }
    }

    package func signIn(link token: String, from origin: Origin) async throws -> SignedIn {
        let digest = secrets.digest(token), fresh = newSession(from: origin)
        let person = try await committer.perform { ledger in
            let person = try ledger.tx.person(signInLink: digest, now: ledger.now)
            try ledger.tx.deleteSignInLink(digest: digest)
            try fresh.save(for: person.id, ledger)
            try ledger.tx.seen(person.id, at: ledger.now)
            return person
        }
        callers.forget(person.id)
        return SignedIn(person: person, token: fresh.token)
    }

    /// Mails a fresh link to the guest of one that was opened elsewhere or has expired.
    package func mailFreshLink(for token: String, from origin: Origin) async throws {
        let digest = secrets.digest(token)
        try limiter.take(
            .signIns(address: origin.remoteAddress), rate: policy.limits.signInsPerMinute, per: 60_000,
            burst: max(5, policy.limits.signInsPerMinute), what: "links")
        let (person, conversation) = try await store.read { s in
            guard let invitation = try s.invitation(digest: digest), let guest = try s.person(invitation.person), !guest.gone,
                !guest.suspended, guest.role == .guest, let address = guest.address
            else { throw Refusal.expired("this link is not valid any more; ask who sent it for a new one") }
            return ((guest.id, address), invitation.conversation)
        }
        try limiter.take(.links(person.1), rate: 5, per: 3_600_000, burst: 3, what: "links to one address")
        try await committer.perform { ledger in
            guard try ledger.tx.place(of: person.0, in: conversation) != nil else { throw Refusal.notFound("conversation") }
            _ = try ledger.mailPlace(of: person.0, in: conversation)
            let by = try ledger.tx.invitation(digest: digest)?.by
            try ledger.insertMail(.link, to: person.0, in: conversation, from: by, due: ledger.now)
        }
    }
}

extension StoreSnapshot {
    fileprivate func person(signInLink digest: [UInt8], now: Milliseconds) throws -> Person {
        guard let link = try signInLink(digest: digest), link.expiresAt > now, let person = try person(link.person),
            !person.suspended, !person.gone
        else { throw Refusal.expired("this link has been used or has expired; ask for a new one") }
        return person
    }
}
