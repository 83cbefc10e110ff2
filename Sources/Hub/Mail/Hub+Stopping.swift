import Domain

/// What somebody who gets mail asks for.
package enum StopWish: String, Sendable, CaseIterable { case conversation, server, resume, block, report }

/// How it stands with mail to somebody about a conversation.
package struct StopLook: Sendable {
    package enum State: String, Sendable { case no, conversation, server }

    package let address: String
    package let title: String
    package let by: String
    package let state: State
    package let isBlocked: Bool
}

extension Hub {
    /// Changes nothing.
    package func look(stop: String) async throws -> StopLook {
        try await store.read { s in
            guard let place = try s.mailPlace(stop: stop) else { throw Refusal.expired("this link is not valid any more") }
            return try s.stopLook(place)
        }
    }

    package func stop(_ stop: String, _ wish: StopWish, text: String = "") async throws -> StopLook {
        let text = text.prefix(bytes: 2_000)
        let (look, person) = try await committer.perform { ledger in
            guard var place = try ledger.tx.mailPlace(stop: stop), var person = try ledger.tx.person(place.person) else {
                throw Refusal.expired("this link is not valid any more")
            }
            switch wish {
            case .conversation: place.stopped = true
            case .server:
                person.mail = .none
                try ledger.tx.save(person)
            case .resume:
                place.stopped = false
                if person.mail == .none {
                    person.mail = .direct
                    try ledger.tx.save(person)
                }
            case .block:
                place.stopped = true
                if let inviter = try ledger.tx.inviter(of: place) { try ledger.block(inviter, by: person.id) }
            case .report:
                let about = try ledger.tx.inviter(of: place) ?? person.id
                try ledger.tx.save(
                    ReportRecord(
                        by: person.id, about: about, conversation: place.conversation, at: ledger.now, text: text))
            }
            try ledger.tx.save(place)
            if wish != .report, person.role == .guest {
                let isStopped = wish != .resume
                if isStopped || place.delivery?.state == .stopped {
                    try ledger.setDelivery(isStopped ? .stopped : .sent, of: place)
                }
            }
            return (try ledger.tx.stopLook(place), person.id)
        }
        callers.forget(person)
        return look
    }
}

extension StoreSnapshot {
    /// Who is to be blamed for mail about a conversation: the other in a direct one, else who started it.
    func inviter(of place: MailPlace) throws -> PersonID? {
        guard let c = try conversation(place.conversation) else { return nil }
        if let other = c.other(than: place.person) { return other }
        return try events(in: place.conversation, after: 0, limit: 1).first?.by
    }

    func stopLook(_ place: MailPlace) throws -> StopLook {
        let me = try person(place.person)
        let inviter = try inviter(of: place)
        let state: StopLook.State = me?.mail == MailLevel.none ? .server : place.stopped ? .conversation : .no
        return StopLook(
            address: me?.address?.text ?? "", title: try conversation(place.conversation)?.title ?? "",
            by: try inviter.flatMap { try person($0)?.name } ?? "", state: state,
            isBlocked: try inviter.map { try contact(of: place.person, with: $0) == .blocked } ?? false)
    }
}
