import Domain
import JSON

/// Calls by Web Push: to whoever is not at a device of theirs.
extension Notifier {
    /// - Parameter people: those who may be disturbed.
    func ring(_ people: [PersonID], _ conversation: ConversationID, by person: PersonID) {
        push(people, conversation, by: person, "call", within: Int(Call.ringing / 1_000))
    }

    func missed(_ people: [PersonID], _ conversation: ConversationID, by person: PersonID) {
        push(people, conversation, by: person, "missed", within: nil)
    }

    private func push(
        _ people: [PersonID], _ conversation: ConversationID, by person: PersonID, _ what: String, within seconds: Int?
    ) {
        let people = subscribed(among: people).filter { !directory.isActive($0) }
        guard !people.isEmpty else { return }
        Task {
            for id in people { await push(id, conversation, by: person, what, within: seconds) }
        }
    }

    private func push(
        _ id: PersonID, _ conversation: ConversationID, by person: PersonID, _ what: String, within seconds: Int?
    ) async {
        let found = try? await store.read { s -> ([UInt8], [PushRecord])? in
            guard let me = try s.person(id), !me.doNotDisturb, !me.suspended,
                let place = try s.place(of: id, in: conversation), place.membership.reads, place.level != .none,
                let known = try s.conversation(conversation)
            else { return nil }
            var w = JSONWriter(reservingCapacity: 256)
            w.beginObject()
            w.field("c", conversation.text)
            w.field(what, true)
            w.field("sender", try s.person(person)?.name ?? "")
            w.field("title", known.kind == .direct ? "" : known.title)
            w.endObject()
            return (w.bytes, try s.pushSubscriptions(of: id, seeing: conversation))
        }
        guard let (payload, subscriptions) = found.flatMap({ $0 }) else { return }
        for subscription in subscriptions where await !pusher.push(payload, to: subscription, within: seconds) {
            await forget(subscription)
        }
    }
}
