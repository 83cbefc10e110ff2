package import Domain

/// Links by which programs send sound to a call, or listen to it (WHIP, RFC 9725, and WHEP).
extension Hub {
    /// - Returns: the secret of the link.
    package func makeCallLink(
        _ kind: CallLink.Kind, name: String?, in id: ConversationID, by caller: Caller
    ) async throws -> String {
        let name = try DisplayName.checked(name ?? caller.person.name)
        let secret = secrets.token(), digest = secrets.digest(secret)
        try await committer.perform { ledger in
            try ledger.conversation(id).permitCallLinks(by: caller.id)
            guard try ledger.tx.callLinks(in: id) < Limits.callLinks else {
                throw Refusal.conflict(field: nil, detail: "at most \(Limits.callLinks) links; revoke them first")
            }
            try ledger.tx.save(CallLink(conversation: id, kind: kind, name: name, by: caller.id), digest: digest)
        }
        return secret
    }

    /// Revokes all links to the calls of a conversation, and ends what came by them.
    package func endCallLinks(in id: ConversationID, by caller: Caller) async throws {
        try await committer.perform { ledger in
            try ledger.conversation(id).permitCallLinks(by: caller.id)
            try ledger.tx.deleteCallLinks(in: id)
        }
        calls.changeIfAny(in: id) { $0.leaveLinks(at: $1) }
    }

    /// To be asked before what is sent to a link is taken.
    ///
    /// - Throws: `.notFound` for a link that is not valid, `.conflict` for a listener where there is no call.
    package func permit(callLink secret: String, _ kind: CallLink.Kind, from address: String) async throws {
        try permitAttempt(from: address)
        let (_, link) = try await find(callLink: secret, kind)
        guard kind == .speaker || calls.call(in: link.conversation) != nil else {
            throw Refusal.conflict(field: nil, detail: "there is no call at this moment")
        }
    }

    /// Brings in what comes by a link: sound for a speaker's, an ear for a listener's.
    package func open(callLink secret: String, _ kind: CallLink.Kind, offer: [UInt8]) async throws -> CallAnswer {
        let (digest, link) = try await find(callLink: secret, kind)
        let leg = LegID(rawValue: secrets.identifier())
        let terms = LegTerms(
            purpose: kind == .speaker ? .ingest : .playback, isHeard: kind == .speaker, hears: kind == .listener)
        let (call, answer) = try await bring(leg, offer, terms, into: link.conversation) { [calls] ledger, call, isNew in
            let (link, conversation) = try ledger.callLink(digest, kind)
            let way = Call.Way(maker: link.by, link: digest)
            let entered = try calls.enter(call, of: conversation, isNew: isNew && kind == .speaker, by: link.by) {
                (call, now) throws(Refusal) in
                if kind == .speaker { return try call.feed(leg, named: link.name, by: way, at: now) }
                try call.listen(leg, by: way, at: now)
                return []
            }
            return try ledger.keep(entered, in: conversation)
        }
        return CallAnswer(call: call, leg: leg, answer: answer)
    }

    /// Ends a leg that came by this link.
    ///
    /// - Throws: `.notFound` for a link that is not valid.
    package func close(callLink secret: String, _ kind: CallLink.Kind, leg: LegID, from address: String) async throws {
        try permitAttempt(from: address)
        let (digest, link) = try await find(callLink: secret, kind)
        try calls.change(in: link.conversation) { (call, now) throws(Refusal) in
            try call.leave(leg, by: digest, at: now)
        }
    }

    private func permitAttempt(from address: String) throws(Refusal) {
        guard policy.limits.messagesPerMinute > 0 else { return }
        try limiter.take(.callLinks(address: address), rate: 30, per: 60_000, burst: 20, what: "attempts to call")
    }

    /// Reads only: whoever asks need not be known here, and does not hold up those who write.
    private func find(callLink secret: String, _ kind: CallLink.Kind) async throws -> (digest: [UInt8], CallLink) {
        guard secret.utf8.count <= Limits.token else { throw Refusal.notFound("link") }
        let digest = secrets.digest(secret)
        return (digest, try await store.read { s in try s.validCallLink(digest, kind) { try s.conversation($0) }.link })
    }

    /// The call of a conversation as JSON, with everybody who is listed in an answer; nil when there is none.
    package func callNow(in id: ConversationID, for caller: Caller) async throws -> [UInt8]? {
        let reads = try await store.read { try $0.place(of: caller.id, in: id)?.membership.reads == true }
        guard reads else { throw Refusal.notFound("conversation") }
        return calls.call(in: id)?.json(.full)
    }
}

extension LedgerTransaction {
    fileprivate func callLink(_ digest: [UInt8], _ kind: CallLink.Kind) throws -> (link: CallLink, Conversation) {
        try tx.validCallLink(digest, kind) { try conversation($0) }
    }
}

extension StoreSnapshot {
    /// A link as long as who made it may hand such links out.
    ///
    /// - Throws: `.notFound`.
    fileprivate func validCallLink(
        _ digest: [UInt8], _ kind: CallLink.Kind, _ conversation: (ConversationID) throws -> Conversation?
    ) throws -> (link: CallLink, Conversation) {
        guard let link = try callLink(digest: digest), link.kind == kind, let conversation = try conversation(link.conversation),
            (try? conversation.permitCallLinks(by: link.by)) != nil, let maker = try person(link.by), !maker.suspended, !maker.gone
        else { throw Refusal.notFound("link") }
        return (link, conversation)
    }
}
