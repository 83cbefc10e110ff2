import Domain
import Hub
import JSON
import NIOCore

extension LiveSession {
    /// What a client says first.
    struct Hello: Sendable {
        let cursors: [ConversationID: Int64]
        let state: DeviceState
    }

    /// Registers the device, sends the snapshot, and goes on from the client's cursors.
    func open(_ hello: Hello, command: Int64) {
        phase = .opening
        isRegistered = true
        let caller = admission.caller
        hub.directory.connect(
            Registration(
                connection: id, mailbox: loop.mailbox, person: person, session: caller.session.id,
                device: caller.session.kind == .token ? caller.session.device : admission.device,
                remoteAddress: admission.remoteAddress, transport: admission.transport, since: hub.now(), state: hello.state),
            doNotDisturb: caller.person.doNotDisturb, status: caller.person.status)
        // From here on nothing that concerns this person is missed: what is committed while the list is read arrives
        // as a notice, and what is committed before a conversation is entered is read from the store afterwards.
        let hub = hub, bound = NIOLoopBound(self, eventLoop: loop.eventLoop), eventLoop = loop.eventLoop
        Task {
            do {
                let opening = try await hub.opening(for: caller)
                eventLoop.execute { bound.value.enterAll(opening, hello, command) }
            } catch {
                eventLoop.execute { bound.value.breakOff(1011, "") }
            }
        }
    }

    private func enterAll(_ opening: Opening, _ hello: Hello, _ command: Int64) {
        guard phase == .opening else { return }
        phase = .open
        send(opening.snapshot)
        var w = JSONWriter(reservingCapacity: 32)
        w.beginObject()
        w.field("t", "ok")
        w.field("id", command)
        w.endObject()
        send(w.bytes)
        answered()
        var behind: [(ConversationID, Int64)] = []
        for (conversation, head) in opening.heads {
            let reader = readers[conversation] ?? LiveReader(session: self, conversation: conversation, cursor: head)
            let said = hello.cursors[conversation].map { min($0, head) } ?? head
            reader.cursor = max(said, 0)
            reader.isReadingStore = true
            if readers[conversation] == nil {
                readers[conversation] = reader
                loop.enter(conversation, reader)
            }
            behind.append((conversation, reader.cursor))
        }
        flush()
        readStore(behind)
    }

    /// Starts reading a conversation that is new for this session, or tells it that its summary changed.
    func enter(_ conversation: ConversationID, after cursor: Int64) {
        let hub = hub, bound = NIOLoopBound(self, eventLoop: loop.eventLoop), eventLoop = loop.eventLoop
        let caller = admission.caller
        Task {
            guard let frame = try? await hub.conversationFrame(conversation, for: caller) else { return }
            eventLoop.execute {
                let session = bound.value
                guard session.phase == .open else { return }
                session.tell(Frames.text(frame, eventLoop))
                if session.readers[conversation] == nil {
                    let reader = LiveReader(session: session, conversation: conversation, cursor: cursor)
                    reader.isReadingStore = true
                    session.readers[conversation] = reader
                    session.loop.enter(conversation, reader)
                    session.readStore([(conversation, cursor)])
                }
                session.flush()
            }
        }
    }

    func leave(_ conversation: ConversationID) {
        guard let reader = readers.removeValue(forKey: conversation) else { return }
        loop.leave(reader)
        tell(Frames.text(Array("{\"t\":\"gone\",\"c\":\"\(conversation.text)\"}".utf8), loop.eventLoop))
    }

    /// The ring does not reach back to this reader's cursor.
    func readStore(for reader: LiveReader) {
        reader.isReadingStore = true
        readStore([(reader.conversation, reader.cursor)])
    }

    private func readStore(_ behind: [(ConversationID, Int64)]) {
        guard !behind.isEmpty else { return }
        let hub = hub, bound = NIOLoopBound(self, eventLoop: loop.eventLoop), eventLoop = loop.eventLoop
        Task {
            let missed = try? await hub.missed(behind)
            eventLoop.execute { bound.value.sendMissed(missed) }
        }
    }

    private func sendMissed(_ missed: [Missed]?) {
        guard phase == .open else { return }
        guard let missed else { return breakOff(1011, "") }
        for m in missed {
            guard let reader = readers[m.conversation], let channel = reader.channel else { continue }
            reader.isReadingStore = false
            if let gap = m.gapTo, gap > reader.cursor {
                reader.cursor = gap
                send(Array("{\"t\":\"gap\",\"c\":\"\(m.conversation.text)\",\"to\":\(gap)}".utf8))
            }
            sendEvents(m.events, to: reader, channel)
            if m.isMore, reader.cursor >= (m.events.last?.seq ?? 0) {
                readStore(for: reader)
            } else {
                pull(reader)
            }
        }
        flush()
    }

    /// What the socket does not take now is read again later; nothing is kept for it.
    private func sendEvents(_ events: [StoredEvent], to reader: LiveReader, _ channel: LoopChannel) {
        var buffer = Frames.buffer(events.reduce(0) { $0 + $1.wire.count + 64 })
        for event in events where event.seq == reader.cursor + 1 {
            reader.cursor = event.seq
            Frames.appendEvent(event.wire, prefix: channel.prefix, to: &buffer)
        }
        if buffer.readableBytes > 0 { write(buffer) }
    }
}
