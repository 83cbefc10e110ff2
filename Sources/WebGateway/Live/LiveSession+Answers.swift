import Domain
import Hub
import JSON
import NIOCore

extension LiveSession {
    /// What became of a command that went to the committer.
    func answer(_ command: Int64, _ outcome: Outcome) {
        answered()
        switch outcome {
        case .committed(let seq, let at, _):
            var w = JSONWriter(reservingCapacity: 64)
            w.beginObject()
            w.field("t", "ok")
            w.field("id", command)
            w.field("seq", seq)
            w.field("at", at)
            w.endObject()
            send(w.bytes)
        case .done: sendDone(command)
        case .refused(let refusal): refuse(command, refusal)
        }
    }

    func sendDone(_ command: Int64) {
        var w = JSONWriter(reservingCapacity: 32)
        w.beginObject()
        w.field("t", "ok")
        w.field("id", command)
        w.endObject()
        send(w.bytes)
    }

    func refuse(_ command: Int64, _ refusal: Refusal) {
        var w = JSONWriter(reservingCapacity: 160)
        w.beginObject()
        w.field("t", "no")
        w.field("id", command)
        w.key("problem")
        w.raw(Problem(refusal).json)
        w.endObject()
        send(w.bytes)
    }

    func take(_ notice: Notice) {
        guard phase == .open else {
            if phase == .opening { arriving.early.append(notice) }
            return
        }
        switch notice {
        case .frame(let json): tell(Frames.text(json, loop.eventLoop))
        case .enter(let conversation, let cursor): enter(conversation, after: cursor)
        case .leave(let conversation): leave(conversation)
        case .unwatch(let person):
            if watching.watched.remove(person) != nil { loop.unwatch(person, self) }
        case .rewatch: rewatch()
        case .end(let reason): end(reason: reason, code: 4401)
        }
    }
}
