import Domain
import Synchronization

/// What the media server says by itself.
extension Calls {
    /// Called on the media server's threads: the change is made at once, what it makes necessary elsewhere.
    func heard(_ event: MediaEvent) {
        let isWork = state.withLock { s in
            let now = clock.now()
            switch event {
            case .connected(let leg, let call): s.change(call, now) { call, _ in call.connected(leg) }
            case .lost(let leg, let call): s.change(call, now) { call, now in call.leave(leg, .lost, at: now) }
            case .silent(let leg, let call, let on): s.change(call, now) { call, _ in call.silent(leg, on) }
            case .poor(let leg, let call, let on): s.change(call, now) { call, _ in call.poor(leg, on) }
            case .speaking(let call, let legs): s.speaking(call, legs)
            }
            return !s.jobs.isEmpty
        }
        if isWork { Task { self.work() } }
    }
}

extension Calls.State {
    fileprivate mutating func change(
        _ call: CallID, _ now: Milliseconds, _ body: (inout Call, Milliseconds) -> [Call.Action]
    ) {
        if let id = places[call] { change(id, now, body) }
    }

    fileprivate mutating func speaking(_ call: CallID, _ legs: [LegID]) {
        guard let id = places[call], let sounds = entries[id]?.call.sounds else { return }
        var speakers: [String] = []
        for leg in legs {
            let speaker = sounds.owners[leg]?.text ?? (sounds.feeds[leg] == nil ? nil : leg.text)
            if let speaker, !speakers.contains(speaker) { speakers.append(speaker) }
        }
        guard entries[id]?.speakers != speakers else { return }
        entries[id]?.speakers = speakers
        jobs.append(.speak(id))
    }
}
