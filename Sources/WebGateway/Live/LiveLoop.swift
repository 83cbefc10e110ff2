import Domain
import Hub
import Logging
import NIOCore

/// What the live connections of one event loop share: who reads what, who watches whom.
///
/// Confined to its event loop. The rest of the server reaches it through its mailbox only.
final class LiveLoop {
    static let sweep = TimeAmount.seconds(10)

    let eventLoop: any EventLoop
    let hub: Hub
    let logger: Logger
    let mailbox: Mailbox
    private(set) var sessions: [ConnectionID: LiveSession] = [:]
    private var channels: [ConversationID: LoopChannel] = [:]
    private var watchers: [PersonID: [ConnectionID: LiveSession]] = [:]
    private var toFlush: [LiveSession] = []
    /// While this is set, sessions with something to send are flushed together at its end.
    private var isCollecting = false

    init(eventLoop: any EventLoop, hub: Hub, logger: Logger) {
        self.eventLoop = eventLoop
        self.hub = hub
        self.logger = logger
        let handle = LoopHandle(eventLoop: eventLoop)
        mailbox = Mailbox { handle.drainSoon() }
        handle.set(self)
        eventLoop.scheduleRepeatedTask(initialDelay: Self.sweep, delay: Self.sweep) { _ in handle.look() }
    }

    func add(_ session: LiveSession) { sessions[session.id] = session }
    func remove(_ session: LiveSession) { sessions[session.id] = nil }

    // MARK: What was posted

    func drain() {
        isCollecting = true
        let contents = mailbox.take()
        for (connection, command, outcome) in contents.replies { sessions[connection]?.answer(command, outcome) }
        for (connection, notice) in contents.notices { sessions[connection]?.take(notice) }
        for channel in contents.channels.values { channels[channel.id]?.wake() }
        for (person, frame) in contents.presences { tell(person, frame) }
        flush()
    }

    /// A session that has something to send is flushed once, when everything was looked at.
    func willFlush(_ session: LiveSession) { if isCollecting { toFlush.append(session) } }

    private func flush() {
        isCollecting = false
        let sessions = toFlush
        toFlush.removeAll(keepingCapacity: sessions.count < 4_096)
        for session in sessions { session.flush() }
    }

    // MARK: Conversations

    func enter(_ id: ConversationID, _ reader: LiveReader) {
        let channel = channels[id] ?? LoopChannel(channel: hub.channels.enter(id, mailbox))
        channels[id] = channel
        channel.add(reader)
    }

    func leave(_ reader: LiveReader) {
        guard let channel = reader.channel else { return }
        channel.remove(reader)
        guard channel.isEmpty else { return }
        channels[channel.channel.id] = nil
        hub.channels.leave(channel.channel, mailbox)
    }

    // MARK: Presence

    func watch(_ person: PersonID, _ session: LiveSession) -> Presence {
        if watchers[person] == nil {
            watchers[person] = [session.id: session]
            return hub.directory.watch(person, from: mailbox)
        }
        watchers[person]?[session.id] = session
        return hub.directory.presence(of: person)
    }

    func unwatch(_ person: PersonID, _ session: LiveSession) {
        guard watchers[person]?.removeValue(forKey: session.id) != nil else { return }
        if watchers[person]?.isEmpty == true {
            watchers[person] = nil
            hub.directory.unwatch(person, from: mailbox)
        }
    }

    private func tell(_ person: PersonID, _ frame: [UInt8]) {
        guard let sessions = watchers[person] else { return }
        let buffer = Frames.text(frame, eventLoop)
        for session in sessions.values { session.presence(of: person, buffer) }
    }

    // MARK: Time

    fileprivate func look() {
        isCollecting = true
        let now = NIODeadline.now()
        for session in sessions.values { session.look(now) }
        flush()
    }

    func endAll() {
        isCollecting = true
        for session in sessions.values { session.end(reason: "shutdown", code: 1001) }
        flush()
    }
}

/// Lets a mailbox wake a loop's state that is made after it.
private final class LoopHandle: Sendable {
    private let eventLoop: any EventLoop
    private let loop: NIOLoopBoundBox<LiveLoop?>

    init(eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
        loop = NIOLoopBoundBox(nil, eventLoop: eventLoop)
    }

    func set(_ value: LiveLoop) { loop.value = value }
    func look() { loop.value?.look() }
    func drainSoon() { eventLoop.execute { self.loop.value?.drain() } }
}
