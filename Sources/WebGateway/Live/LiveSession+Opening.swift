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
        line.isRegistered = true
        let caller = caller
        hub.directory.connect(
            Registration(
                connection: id, mailbox: loop.mailbox, person: person, session: caller.session.id,
                device: caller.session.kind == .token ? caller.session.device : admission.device,
                remoteAddress: admission.remoteAddress, transport: admission.transport, since: hub.now(), state: hello.state),
            doNotDisturb: caller.person.doNotDisturb, status: caller.person.status)
        // From here on nothing that concerns this person is missed: what is committed while the list is read arrives
        // as a notice, and what is committed before a conversation is entered is read from the store afterwards.
        let bound = NIOLoopBound(self, eventLoop: loop.eventLoop), eventLoop = loop.eventLoop
        hub.opening(for: caller) { result in
            eventLoop.execute {
                switch result {
                case .success(let opening): bound.value.enterAll(opening, hello, command)
                case .failure: bound.value.breakOff(1011, "")
                }
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
        for place in opening.places {
            let cursor = min(hello.cursors[place.conversation] ?? place.head, place.head)
            read(place.conversation, after: cursor, speaks: place.speaks)
            behind.append((place.conversation, cursor))
        }
        readStore(behind)
        tellCalls(of: opening.places.map(\.conversation), since: opening.calls)
        let early = arriving.early
        arriving.early = []
        for notice in early { take(notice) }
        flush()
    }

    /// From now on what is committed wakes this session; the ring has to wait until the store was read.
    private func read(_ conversation: ConversationID, after cursor: Int64, speaks: Bool) {
        let reader = LiveReader(session: self, conversation: conversation, cursor: cursor)
        reader.isReadingStore = true
        reader.speaks = speaks
        readers[conversation] = reader
        loop.enter(conversation, reader)
    }

    /// Starts reading a conversation that is new for this session, or tells it that its summary changed.
    func enter(_ conversation: ConversationID, after cursor: Int64) {
        arriving.number += 1
        arriving.entering[conversation] = arriving.number
        let number = arriving.number, caller = caller
        let hub = hub, bound = NIOLoopBound(self, eventLoop: loop.eventLoop), eventLoop = loop.eventLoop
        Task {
            let found = try? await hub.place(in: conversation, for: caller)
            eventLoop.execute { bound.value.entered(conversation, found, after: cursor, number) }
        }
    }

    /// - Parameter number: only the latest notice about a conversation counts; it may have been left meanwhile.
    private func entered(_ conversation: ConversationID, _ found: LiveArrival?, after cursor: Int64, _ number: Int) {
        guard phase == .open, arriving.entering[conversation] == number, let found else { return }
        let place = found.place
        caller = found.caller
        arriving.entering[conversation] = nil
        tell(Frames.text(found.frame, loop.eventLoop))
        rewatch()
        if let reader = readers[conversation] {
            reader.speaks = place.speaks
        } else {
            read(conversation, after: cursor, speaks: place.speaks)
            readStore([(conversation, cursor)])
        }
        tellCalls(of: [conversation], since: found.calls)
        flush()
    }

    func leave(_ conversation: ConversationID) {
        arriving.entering[conversation] = nil
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
        let bound = NIOLoopBound(self, eventLoop: loop.eventLoop), eventLoop = loop.eventLoop
        hub.missed(behind) { result in
            eventLoop.execute { bound.value.sendMissed(try? result.get()) }
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
