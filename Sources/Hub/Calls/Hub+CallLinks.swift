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
        if policy.limits.messagesPerMinute > 0 {
            try limiter.take(.callLinks(address: address), rate: 30, per: 60_000, burst: 20, what: "attempts to call")
        }
        let digest = try digest(ofCallLink: secret)
        let link = try await committer.perform { try $0.callLink(digest, kind).link }
        guard kind == .speaker || calls.call(in: link.conversation) != nil else {
            throw Refusal.conflict(field: nil, detail: "there is no call at this moment")
        }
    }

    /// Brings in what comes by a link: sound for a speaker's, an ear for a listener's.
    package func open(callLink secret: String, _ kind: CallLink.Kind, offer: [UInt8]) async throws -> CallAnswer {
        let digest = try digest(ofCallLink: secret)
        let link = try await committer.perform { try $0.callLink(digest, kind).link }
        let leg = LegID(rawValue: secrets.identifier())
        let terms = LegTerms(
            purpose: kind == .speaker ? .ingest : .playback, isHeard: kind == .speaker, hears: kind == .listener)
        let (call, answer) = try await bring(leg, offer, terms, into: link.conversation) { [calls] ledger, call, isNew in
            let (link, conversation) = try ledger.callLink(digest, kind)
            let entered = try calls.enter(call, of: conversation, isNew: isNew && kind == .speaker, by: link.by) {
                (call, now) throws(Refusal) in
                if kind == .speaker { return try call.feed(leg, named: link.name, by: link.by, at: now) }
                try call.listen(leg, by: link.by, at: now)
                return []
            }
            return try ledger.keep(entered, in: conversation)
        }
        return CallAnswer(call: call, leg: leg, answer: answer)
    }

    /// Ends a leg that came by this link.
    package func close(callLink secret: String, _ kind: CallLink.Kind, leg: LegID) async throws {
        let digest = try digest(ofCallLink: secret)
        let link = try await committer.perform { try $0.callLink(digest, kind).link }
        try calls.change(in: link.conversation) { (call, now) throws(Refusal) in
            guard call.sounds.feeds[leg] != nil || call.sounds.listeners[leg] != nil else { throw .notFound("leg") }
            return call.leave(leg, nil, at: now)
        }
    }

    private func digest(ofCallLink secret: String) throws(Refusal) -> [UInt8] {
        guard secret.utf8.count <= Limits.token else { throw .notFound("link") }
        return secrets.digest(secret)
    }

    /// The call of a conversation as JSON, with everybody who is listed in an answer; nil when there is none.
    package func callNow(in id: ConversationID, for caller: Caller) async throws -> [UInt8]? {
        let reads = try await store.read { try $0.place(of: caller.id, in: id)?.membership.reads == true }
        guard reads else { throw Refusal.notFound("conversation") }
        return calls.call(in: id)?.json(.full)
    }
}

extension LedgerTransaction {
    /// A link as long as who made it may hand such links out.
    fileprivate func callLink(_ digest: [UInt8], _ kind: CallLink.Kind) throws -> (link: CallLink, Conversation) {
        guard let link = try tx.callLink(digest: digest), link.kind == kind,
            case let conversation = try conversation(link.conversation),
            (try? conversation.permitCallLinks(by: link.by)) != nil, let maker = try tx.person(link.by), !maker.suspended,
            !maker.gone
        else { throw Refusal.notFound("link") }
        return (link, conversation)
    }
}
