import Domain
import Synchronization

/// What of calls goes to those who read their conversations.
extension Calls {
    /// The shortest time between two looks at who speaks.
    static let speakingInterval: Milliseconds = 200

    /// The shortest time between two looks at a call: longer where more is to be shown to more.
    static func interval(_ call: Call) -> Milliseconds { min(2_000, 250 + 2 * Milliseconds(call.people.count)) }

    func show(_ id: ConversationID) {
        let call = state.withLock { s -> Call? in
            let now = clock.now()
            guard let interval = s.entries[id].map({ Self.interval($0.call) }) else { return nil }
            guard s.entries[id]?.shown.take(now, every: interval) == true else {
                time(&s, interval)
                return nil
            }
            s.shows += 1
            return s.entries[id]?.call
        }
        if let call { signal(CallFrames.call(call, in: id), in: id) }
    }

    /// A call is over; the conversation may have another one already.
    func showEnd(in id: ConversationID) {
        let call = state.withLock { s in
            s.shows += 1
            return s.entries[id]?.call
        }
        signal(CallFrames.call(call, in: id), in: id)
    }

    func speak(_ id: ConversationID) {
        let speakers = state.withLock { s -> [String]? in
            let now = clock.now()
            guard s.entries[id] != nil else { return nil }
            guard s.entries[id]?.speaking.take(now, every: Self.speakingInterval) == true else {
                time(&s, Self.speakingInterval)
                return nil
            }
            return s.entries[id]?.speakers
        }
        if let speakers { signal(CallFrames.speaking(speakers, in: id), in: id) }
    }

    func tell(_ person: PersonID, _ leg: LegID, in id: ConversationID, _ news: LegNews) {
        let frame = CallFrames.leg(leg, in: id, news)
        for r in directory.connections(of: person) { r.mailbox.post { $0.notices.append((r.connection, .frame(frame))) } }
    }

    private func signal(_ frame: [UInt8], in id: ConversationID) {
        guard let channel = channels.find(id) else { return }
        for mailbox in channel.signal(frame) { mailbox.post { $0.channels[ObjectIdentifier(channel)] = channel } }
    }

    /// Looks again soon, without waiting for the next tick.
    private func time(_ s: inout State, _ interval: Milliseconds) {
        guard !s.isTimed else { return }
        s.isTimed = true
        Task { [weak self] in
            try? await Task.sleep(for: .milliseconds(interval))
            self?.flush()
        }
    }

    private func flush() {
        state.withLock { s in
            s.isTimed = false
            s.flush()
        }
        work()
    }
}

extension Calls.State {
    /// Puts into line what is owed; what is not due yet stays owed.
    mutating func flush() {
        for (id, entry) in entries {
            if entry.shown.isOwed { jobs.append(.act(.show, Calls.Origin(entry.call))) }
            if entry.speaking.isOwed { jobs.append(.speak(id)) }
        }
    }
}
