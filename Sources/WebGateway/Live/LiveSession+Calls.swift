import Domain
import Hub
import JSON
import NIOCore

/// The commands of calls.
extension LiveSession {
    /// False for a command that is none of these.
    func callCommand(_ name: String, _ id: Int64, _ fields: Fields) throws -> Bool {
        switch name {
        case "call": try call(id, fields)
        case "ring": try ring(id, fields)
        case "free": try free(id, fields)
        case "hangup", "decline", "mute", "deafen", "hand", "floor", "expel", "record":
            try change(name, fields)
            done(id)
        default: return false
        }
        return true
    }

    private func call(_ id: Int64, _ fields: Fields) throws {
        try fields.refuseUnknown(["do", "id", "c", "offer", "leg", "muted", "ring"])
        let offer = Array(try fields.string("offer", max: Limits.offer, min: 1).utf8)
        let leg = try fields.has("leg") ? LegID(rawValue: fields.identifier("leg")) : nil
        let ask = CallAsk(
            conversation: try conversation(fields), offer: offer, leg: leg, isMuted: try fields.optionalBool("muted"),
            rings: try fields.optionalBool("ring") ?? true)
        let caller = caller
        answerLater(id) { hub in
            try await hub.call(ask, by: caller)
        } with: { session, answer in
            var w = JSONWriter(reservingCapacity: answer.answer.count + 128)
            w.beginObject()
            w.field("t", "ok")
            w.field("id", id)
            w.field("call", answer.call.text)
            w.field("leg", answer.leg.text)
            w.field("answer", String(decoding: answer.answer, as: UTF8.self))
            w.endObject()
            session.answered()
            session.send(w.bytes)
        }
    }

    private func ring(_ id: Int64, _ fields: Fields) throws {
        try fields.refuseUnknown(["do", "id", "c", "people"])
        let conversation = try conversation(fields), caller = caller
        let people = try fields.has("people") ? fields.people("people", max: Limits.rung) : nil
        answerLater(id) { hub in
            try await hub.ring(people, in: conversation, by: caller)
        } with: { session, _ in
            session.done(id)
        }
    }

    private func free(_ id: Int64, _ fields: Fields) throws {
        try fields.refuseUnknown(["do", "id", "c", "on"])
        let conversation = try conversation(fields), on = try fields.bool("on"), caller = caller
        answerLater(id) { hub in
            try await hub.setFree(on, in: conversation, by: caller)
        } with: { session, _ in
            session.done(id)
        }
    }

    /// What needs no more than the call as it stands.
    private func change(_ name: String, _ fields: Fields) throws {
        try fields.refuseUnknown(["do", "id", "c"] + Self.fields(of: name))
        let conversation = try conversation(fields), person = person
        guard readers[conversation] != nil || hub.calls.call(in: conversation)?.people[person] != nil else {
            throw Refusal.notFound("conversation")
        }
        func leg() throws -> LegID { LegID(rawValue: try fields.identifier("leg")) }
        func on() throws -> Bool { try fields.bool("on") }
        func other() throws -> PersonID { PersonID(rawValue: try fields.identifier("person")) }
        let change: CallChange =
            switch name {
            case "hangup": .hangUp(try leg())
            case "decline": .decline
            case "mute": .mute(try fields.has("person") ? other() : person, try on())
            case "deafen": .deafen(try leg(), try on())
            case "hand": .hand(try fields.has("person") ? other() : person, try on())
            case "floor": .floor(try other(), try on())
            case "expel": .expel(try other())
            default: .record(try on())
            }
        try hub.calls.apply(change, in: conversation, by: person)
    }

    private static func fields(of name: String) -> [String] {
        switch name {
        case "hangup": ["leg"]
        case "mute", "hand", "floor": ["on", "person"]
        case "deafen": ["leg", "on"]
        case "expel": ["person"]
        case "record": ["on"]
        default: []
        }
    }

    /// Runs something that waits, and answers on the loop.
    private func answerLater<T: Sendable>(
        _ id: Int64, _ body: @escaping @Sendable (Hub) async throws -> T, with answer: @escaping @Sendable (LiveSession, T) -> Void
    ) {
        let hub = hub, bound = NIOLoopBound(self, eventLoop: loop.eventLoop), eventLoop = loop.eventLoop
        Task {
            let result: Result<T, any Error>
            do { result = .success(try await body(hub)) } catch { result = .failure(error) }
            eventLoop.execute {
                let session = bound.value
                switch result {
                case .success(let value): answer(session, value)
                case .failure(let error):
                    session.answered()
                    session.refuse(id, Refusal(error))
                }
                session.flush()
            }
        }
    }

    /// Calls that changed between what was said of them and being read from now on.
    func tellCalls(of conversations: [ConversationID], since number: Int) {
        guard hub.calls.showNumber != number else { return }
        for id in conversations where conversations.count == 1 || hub.calls.call(in: id) != nil {
            tell(Frames.text(hub.calls.frame(in: id), loop.eventLoop))
        }
    }
}
