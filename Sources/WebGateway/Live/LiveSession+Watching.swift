import Domain
import Hub
import JSON
import NIOCore

extension LiveSession {
    /// Whose presence the device wants; those it may not see now are looked at again when that may have changed.
    func watch(_ id: Int64, _ fields: Fields) throws {
        try fields.refuseUnknown(["do", "id", "people"])
        guard fields.has("people") else { throw Refusal.missing(field: "people") }
        watching.wanted = try fields.people("people", max: Limits.watched)
        findWatchable(answering: id)
    }

    func rewatch() { if !watching.wanted.isEmpty { findWatchable(answering: nil) } }

    private func findWatchable(answering command: Int64?) {
        watching.number += 1
        let number = watching.number, ids = watching.wanted, person = person
        let hub = hub, bound = NIOLoopBound(self, eventLoop: loop.eventLoop), eventLoop = loop.eventLoop
        Task {
            let allowed = try? await hub.watchable(ids, for: person)
            eventLoop.execute { bound.value.setWatched(allowed ?? [], number, command) }
        }
    }

    /// - Parameter number: a list that was overtaken by a later one is not taken.
    private func setWatched(_ people: [PersonID], _ number: Int, _ command: Int64?) {
        guard phase == .open else { return }
        if number == watching.number { setWatched(people, isNew: command != nil) }
        if let command { done(command) }
        flush()
    }

    private func setWatched(_ people: [PersonID], isNew: Bool) {
        let before = watching.watched
        watching.watched = Set(people)
        for person in before.subtracting(watching.watched) { loop.unwatch(person, self) }
        for person in people where isNew || !before.contains(person) {
            let presence = loop.watch(person, self)
            tell(Frames.text(presence.frame(of: person), loop.eventLoop))
        }
    }
}
