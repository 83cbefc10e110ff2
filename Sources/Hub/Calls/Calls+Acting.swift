import Domain

/// What a change of a call makes necessary.
extension Calls {
    func act(_ action: Call.Action, _ origin: Origin) {
        let call = origin.call, conversation = origin.conversation
        switch action {
        case .show: show(conversation)
        case .ring(let people): notifier.ring(people, conversation, by: origin.by)
        case .missed(let people): notifier.missed(people, conversation, by: origin.by)
        case .mark(let people, let mark): write { try $0.tx.mark(people, mark, in: call) }
        case .keep(let person, let standing): write { try $0.tx.save(standing, of: person, in: call) }
        case .terms(let leg, let isHeard, let hears):
            media.change(leg, in: call, LegTerms(isHeard: isHeard, hears: hears))
        case .remove(let leg): media.remove(leg, from: call)
        case .tell(let person, let leg, let news): tell(person, leg, in: conversation, news)
        case .record(let recording): record(recording, call, conversation)
        case .end(let isForgotten): end(call, in: conversation, isForgotten: isForgotten)
        }
    }

    private func end(_ call: CallID, in conversation: ConversationID, isForgotten: Bool) {
        media.end(call)
        showEnd(in: conversation)
        let now = clock.now()
        write { ledger in
            guard let open = try ledger.tx.openCall(in: conversation), open.id == call else { return }
            try ledger.end(open, at: isForgotten ? open.aliveAt : now)
        }
    }
}

extension LedgerTransaction {
    /// Writes into the log that a call has ended.
    func end(_ open: OpenCall, at: Milliseconds) throws {
        let came = open.marks.values.count { $0 == .came || $0 == .expelled }
        let missed = open.marks.filter { $0.value == .rung }.keys.sorted()
        try tx.deleteCall(open.id)
        try append(
            .call(.ended(open.id, seconds: max(0, at - open.since) / 1_000, people: came, missed: missed)),
            to: open.conversation, by: open.by)
    }
}
