import Domain
import Hub
import JSON
import NIOCore

extension LiveSession {
    static let limits = JSONLimits(depth: 6, members: Limits.cursors, bytes: LiveSession.frame)

    /// One text frame of the client: a command, done at once or handed on.
    func command(_ bytes: [UInt8]) {
        guard phase != .ending, phase != .closed else { return }
        let fields: Fields, id: Int64, name: String
        do {
            fields = try Fields(try JSONParser.parse(bytes, limits: Self.limits))
            id = try fields.integer("id", in: 1...Int64.max)
            name = try fields.string("do", max: 16)
        } catch {
            // There is no number to answer to, so the connection cannot go on.
            refuse(0, Refusal(error))
            return breakOff(1008, "a command needs do and id")
        }
        began()
        do {
            if phase == .waitingForHello, name != "hello" {
                answered()
                refuse(id, .invalid(field: "do", expected: "hello first"))
                return breakOff(1008, "hello comes first")
            }
            try run(name, id, fields)
        } catch {
            answered()
            refuse(id, Refusal(error))
        }
    }

    private func run(_ name: String, _ id: Int64, _ fields: Fields) throws {
        switch name {
        case "send", "edit", "retract", "react": return try submit(name, id, fields)
        case "hello": return try hello(id, fields)
        default: try permitSmallCommand()
        }
        switch name {
        case "read": try read(id, fields)
        case "typing": try typing(id, fields)
        case "presence": try presence(id, fields)
        case "watch": try watch(id, fields)
        case "status": try status(id, fields)
        default:
            if try callCommand(name, id, fields) { return }
            throw Refusal.invalid(
                field: "do", expected: "hello, send, edit, retract, react, read, typing, watch, presence, status or one of calls")
        }
    }

    private func submit(_ name: String, _ id: Int64, _ fields: Fields) throws {
        let draft = try fields.draft(name, in: try conversation(fields), by: person, also: ["do", "id", "c"])
        try hub.permitMessage(by: person)
        hub.committer.submit(.draft(draft, ReplyTo(mailbox: loop.mailbox, connection: self.id, command: id)))
    }

    func conversation(_ fields: Fields) throws -> ConversationID {
        let conversation = try fields.conversation()
        try caller.permit(conversation)
        return conversation
    }

    private func read(_ id: Int64, _ fields: Fields) throws {
        try fields.refuseUnknown(["do", "id", "c", "seq"])
        let seq = try fields.integer("seq", in: 0...Int64.max)
        hub.committer.submit(
            .read(try conversation(fields), person, seq, ReplyTo(mailbox: loop.mailbox, connection: self.id, command: id)))
    }

    /// Nothing is kept: it goes to those who read the conversation now.
    private func typing(_ id: Int64, _ fields: Fields) throws {
        try fields.refuseUnknown(["do", "id", "c", "on"])
        let conversation = try fields.conversation(), on = try fields.bool("on")
        guard let reader = readers[conversation], let channel = reader.channel?.channel else {
            throw Refusal.notFound("conversation")
        }
        guard reader.speaks else { throw Refusal.forbidden("only writers are seen typing") }
        var w = JSONWriter(reservingCapacity: 96)
        w.beginObject()
        w.field("t", "typing")
        w.field("c", conversation.text)
        w.field("by", person.text)
        w.field("on", on)
        w.endObject()
        for mailbox in channel.signal(w.bytes) { mailbox.post { $0.channels[ObjectIdentifier(channel)] = channel } }
        done(id)
    }

    private func presence(_ id: Int64, _ fields: Fields) throws {
        try fields.refuseUnknown(["do", "id", "activity", "media"])
        let active = try fields.activity(), media = try fields.media()
        hub.directory.update(self.id, of: person) { state in
            if let active { state.active = active }
            if let media { state.media = media.union(.text) }
        }
        done(id)
    }

    private func hello(_ id: Int64, _ fields: Fields) throws {
        guard phase == .waitingForHello else { throw Refusal.conflict(field: "do", detail: "hello was said already") }
        try fields.refuseUnknown(["do", "id", "v", "cursors", "activity", "media"])
        guard try fields.integer("v", in: 0...Int64.max) == 1 else { throw Refusal.invalid(field: "v", expected: "1") }
        let state = DeviceState(active: try fields.activity() ?? true, media: try fields.media() ?? .text)
        open(Hello(cursors: try fields.cursors(), state: state), command: id)
    }

    private func status(_ id: Int64, _ fields: Fields) throws {
        try fields.refuseUnknown(["do", "id", "dnd", "text"])
        let dnd = try fields.optionalBool("dnd"), text = try fields.optionalString("text", max: Limits.status)
        let hub = hub, person = person, bound = NIOLoopBound(self, eventLoop: loop.eventLoop), eventLoop = loop.eventLoop
        Task {
            let refusal: Refusal?
            do {
                try await hub.setStatus(of: person, doNotDisturb: dnd, status: text)
                refusal = nil
            } catch { refusal = Refusal(error) }
            eventLoop.execute {
                let session = bound.value
                if let refusal {
                    session.answered()
                    session.refuse(id, refusal)
                } else {
                    session.done(id)
                }
                session.flush()
            }
        }
    }

    func done(_ command: Int64) {
        answered()
        sendDone(command)
    }
}
