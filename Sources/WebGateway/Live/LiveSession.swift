import Domain
import Hub
import NIOCore
import WebSocket

/// One live connection: the writer of what its device sends, the reader of what it is to be sent.
///
/// There is no queue of its own towards the socket: it holds a cursor for each conversation and pulls while the socket
/// takes more. Confined to its event loop.
final class LiveSession: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// Bytes of the longest command: a text of 64 KiB with every character escaped, and room for the rest.
    static let frame = 409_600
    /// Commands that may be unanswered before the socket is not read any further.
    static let openCommands = 64
    /// Notices that may wait for a slow socket before the connection is given up.
    static let waitingNotices = 256
    static let helloWithin = TimeAmount.seconds(15)
    static let pingAfter = TimeAmount.seconds(30)
    static let silence = TimeAmount.seconds(75)
    static let closeWithin = TimeAmount.seconds(2)

    enum Phase {
        case waitingForHello
        case opening
        case open
        case ending
        case closed
    }

    let id: ConnectionID
    var admission: LiveAdmission
    let loop: LiveLoop
    var phase = Phase.waitingForHello
    var readers: [ConversationID: LiveReader] = [:]
    var watching = Watching()
    var arriving = Arriving()
    private var backlog = Backlog()
    private var flow = Flow()
    var line = Line()
    /// Apart from the rest of the line, which changes while the decoder is at work.
    private var decoder = WebSocketDecoder(maxMessage: LiveSession.frame)
    private(set) var context: ChannelHandlerContext?

    init(id: ConnectionID, admission: LiveAdmission, loop: LiveLoop) {
        self.id = id
        self.admission = admission
        self.loop = loop
    }

    /// Who it is, with what the session may see by now.
    var caller: Caller {
        get { admission.caller }
        set { admission.caller = newValue }
    }
    var person: PersonID { caller.id }
    var hub: Hub { loop.hub }

    // MARK: The channel

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        loop.add(self)
        let bound = NIOLoopBound(self, eventLoop: loop.eventLoop)
        loop.eventLoop.scheduleTask(in: Self.helloWithin) {
            if case .waitingForHello = bound.value.phase { bound.value.breakOff(1008, "hello did not come") }
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        finish()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { finish() }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        line.heard = .now()
        line.pinged = false
        let buffer = unwrapInboundIn(data)
        do {
            try buffer.withUnsafeReadableBytes { bytes in try decoder.receive(bytes) { try receive($0) } }
        } catch let error as WebSocketDecoder.ProtocolError {
            breakOff(error.closeCode, "the WebSocket protocol was broken")
        } catch {
            breakOff(1011, "")
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        flush()
        context.fireChannelReadComplete()
    }

    /// Not reading is how a client that asks faster than it takes answers is slowed down.
    func read(context: ChannelHandlerContext) {
        if mayRead { context.read() } else { flow.readIsHeld = true }
    }

    private var mayRead: Bool { flow.unanswered < Self.openCommands && context?.channel.isWritable == true }

    private func readOn() {
        guard flow.readIsHeld, mayRead else { return }
        flow.readIsHeld = false
        context?.read()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { catchUp() }
        context.fireChannelWritabilityChanged()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        // The peer has gone without a word: half an open connection is none.
        if let event = event as? ChannelEvent, event == .inputClosed { context.close(promise: nil) }
        if event is ChannelShouldQuiesceEvent { end(reason: "shutdown", code: 1001) }
        context.fireUserInboundEventTriggered(event)
    }

    private func receive(_ item: WebSocketDecoder.Item) throws {
        switch item {
        case .text(let bytes): command(bytes)
        case .binary: breakOff(1003, "text frames only")
        case .ping(let payload): write(Frames.raw(WebSocketFrame.pong(payload)))
        case .pong: break
        case .close(let code, _):
            line.saidGoodbye = true
            if case .ending = phase { context?.close(promise: nil) } else { close(code ?? 1000, "") }
        }
    }

    // MARK: Sending

    /// Puts bytes on their way; they leave with the next flush.
    func write(_ buffer: ByteBuffer) {
        guard let context, phase != .closed, phase != .ending else { return }
        context.write(wrapOutboundOut(buffer), promise: nil)
        if !flow.flushIsDue {
            flow.flushIsDue = true
            loop.willFlush(self)
        }
    }

    func send(_ json: [UInt8]) { write(Frames.text(json, loop.eventLoop)) }

    func flush() {
        guard flow.flushIsDue else { return }
        flow.flushIsDue = false
        context?.flush()
    }

    private var takesMore: Bool { context?.channel.isWritable == true }

    /// Sends what is new in a conversation for as long as the socket takes it.
    func pull(_ reader: LiveReader) {
        guard phase == .open, !reader.isReadingStore, let channel = reader.channel else { return }
        while takesMore {
            switch channel.batch(after: reader.cursor) {
            case .frames(let frames, let upTo):
                reader.cursor = upTo
                write(frames)
            case .behind:
                readStore(for: reader)
                return
            case .nothing:
                if let signals = channel.signals(after: reader.signalCursor) {
                    reader.signalCursor = signals.upTo
                    write(signals.frames)
                }
                return
            }
        }
    }

    /// The socket takes more again.
    private func catchUp() {
        for person in backlog.presences where takesMore {
            backlog.presences.remove(person)
            send(hub.directory.presence(of: person).frame(of: person))
        }
        let notices = backlog.notices
        backlog.notices = []
        for notice in notices { tell(notice) }
        for reader in readers.values where takesMore { pull(reader) }
        flush()
        readOn()
    }

    func presence(of person: PersonID, _ frame: ByteBuffer) {
        guard phase == .open else { return }
        if takesMore { write(frame) } else { backlog.presences.insert(person) }
    }

    /// Something that is in no log and cannot be read again: kept for a while, then the connection is given up.
    func tell(_ notice: ByteBuffer) {
        if takesMore { return write(notice) }
        if backlog.notices.count < Self.waitingNotices { return backlog.notices.append(notice) }
        end(reason: "slow", code: 1008)
    }

    // MARK: Commands that are under way

    func permitSmallCommand() throws(Refusal) {
        guard hub.policy.limits.messagesPerMinute > 0 else { return }
        guard flow.smallCommands.take(.now()) else { throw .tooMany(what: "commands", retryAfter: 1) }
    }

    func began() { flow.unanswered += 1 }

    func answered() {
        flow.unanswered -= 1
        readOn()
    }

    // MARK: The end

    func look(_ now: NIODeadline) {
        let silent = now - line.heard
        if silent > Self.silence {
            context?.close(promise: nil)
        } else if silent > Self.pingAfter, !line.pinged {
            line.pinged = true
            write(Frames.raw(WebSocketFrame.ping()))
        }
    }

    func end(reason: String, code: UInt16) {
        guard phase != .ending, phase != .closed else { return }
        send(Array("{\"t\":\"bye\",\"reason\":\"\(reason)\"}".utf8))
        close(code, reason)
    }

    func breakOff(_ code: UInt16, _ reason: String) { close(code, reason) }

    private func close(_ code: UInt16, _ reason: String) {
        guard phase != .ending, phase != .closed, let context else { return }
        let peerIsDone = line.saidGoodbye
        write(Frames.raw(WebSocketFrame.close(code: code, reason: reason)))
        phase = .ending
        flush()
        if peerIsDone { return context.close(promise: nil) }
        let channel = context.channel
        loop.eventLoop.scheduleTask(in: Self.closeWithin) { channel.close(promise: nil) }
    }

    private func finish() {
        guard phase != .closed else { return }
        phase = .closed
        for reader in readers.values { loop.leave(reader) }
        readers = [:]
        for person in watching.watched { loop.unwatch(person, self) }
        watching.watched = []
        loop.remove(self)
        context = nil
        guard line.isRegistered else { return }
        hub.directory.disconnect(id, of: person, clean: line.saidGoodbye)
        hub.touch(caller.session, remoteAddress: admission.remoteAddress)
    }
}
