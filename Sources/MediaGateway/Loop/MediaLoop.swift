import Audio
import CMediaSockets
import DTLS
import Domain
import Hub
import Logging
import STUN
import WebRTC

/// The thread of the media server: all sockets, all legs, all rooms.
///
/// It sleeps until something comes or the next 20 ms are due, and rooms in which nobody speaks make no time due. Made on its
/// thread and confined to it; others reach it through its inbox.
final class MediaLoop {
    typealias Instant = ContinuousClock.Instant

    let inbox: MediaInbox
    let poll: Int32
    let sockets: [DatagramSocket]
    let listeners: [OpenSockets.Bound]
    let negotiation: Negotiation
    let logger: Logger
    let emit: @Sendable (MediaEvent) -> Void
    let arrivals = ArrivalBatch()
    let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 65_536, alignment: 64)
    var connections: [Int32: StreamConnection] = [:]
    var rooms: [CallID: CallRoom] = [:]
    var legs: [LegID: Leg] = [:]
    var fragments: [UserFragment: Leg] = [:]
    var paths: [FiveTuple: Leg] = [:]
    var handshaking: [LegID: Leg] = [:]
    var context: DTLSContext
    private let clock = ContinuousClock()
    private let start: Instant
    /// When the next frame is due, in samples; nil while all rooms are silent.
    private var nextTick: Int64?
    private var nextLook: Instant
    var looks = 0
    private var isStopping = false

    init(
        _ open: OpenSockets, _ inbox: MediaInbox, _ negotiation: Negotiation, _ context: DTLSContext, logger: Logger,
        emit: @escaping @Sendable (MediaEvent) -> Void
    ) {
        self.inbox = inbox
        self.negotiation = negotiation
        self.context = context
        self.logger = logger
        self.emit = emit
        sockets = open.datagrams.map { DatagramSocket($0) }
        listeners = open.listeners
        poll = confab_poll_open()
        start = clock.now
        nextLook = start
        watch(inbox.descriptor, .wake)
        for socket in sockets { watch(socket.descriptor, .datagrams) }
        for listener in listeners { watch(listener.descriptor, .listener) }
    }

    deinit {
        confab_close(poll)
        for listener in listeners { confab_close(listener.descriptor) }
        scratch.deallocate()
    }

    /// What a descriptor that is ready stands for.
    enum Source: UInt64 { case wake, datagrams, listener, connection }

    func watch(_ descriptor: Int32, _ source: Source, wantsWrite: Bool = false, isNew: Bool = true) {
        let key = source.rawValue << 32 | UInt64(UInt32(bitPattern: descriptor))
        _ = confab_poll_watch(poll, descriptor, key, wantsWrite ? 1 : 0, isNew ? 1 : 0)
    }

    func run() {
        let limit = CONFAB_BATCH
        var ready = [confab_ready](repeating: confab_ready(), count: limit)
        while !isStopping {
            let count = confab_poll_wait(poll, &ready, Int32(limit), timeout())
            let now = clock.now
            for index in 0..<Int(max(0, count)) { serve(ready[index], at: now) }
            tick(at: clock.now)
            look(at: now)
            for socket in sockets { socket.flush() }
        }
    }

    /// Says goodbye to all and lets `run` return.
    func stop() {
        for leg in legs.values { leg.peer.close { bytes, path in send(bytes, on: path) } }
        isStopping = true
    }

    private func serve(_ ready: confab_ready, at now: Instant) {
        let descriptor = Int32(bitPattern: UInt32(truncatingIfNeeded: ready.key))
        switch Source(rawValue: ready.key >> 32) {
        case .wake: for work in inbox.take() { work(self) }
        case .datagrams: if let socket = sockets.first(where: { $0.descriptor == descriptor }) { receive(socket, at: now) }
        case .listener: accept(descriptor, at: now)
        case .connection: serve(descriptor, ready, at: now)
        case nil: break
        }
    }

    // MARK: Time

    /// An instant in samples at 48 kHz.
    func samples(_ now: Instant) -> Int64 {
        let (seconds, attoseconds) = (now - start).components
        return seconds &* Int64(Frame.rate) &+ attoseconds / 20_833_333_333_333
    }

    /// Milliseconds until something is due; −1 for never.
    private func timeout() -> Int32 {
        var due: Instant? = legs.isEmpty && connections.isEmpty ? nil : nextLook
        if let nextTick {
            let instant = start + .nanoseconds(nextTick &* 62_500 / 3)
            due = due.map { min($0, instant) } ?? instant
        }
        guard let due else { return -1 }
        let (seconds, attoseconds) = (due - clock.now).components
        let milliseconds = seconds &* 1000 &+ (attoseconds &+ 999_999_999_999_999) / 1_000_000_000_000_000
        return Int32(truncatingIfNeeded: min(max(milliseconds, 0), 60_000))
    }

    /// A room has something to do again.
    func wake() {
        guard nextTick == nil else { return }
        let frame = Int64(Frame.sampleCount)
        nextTick = (samples(clock.now) / frame &+ 1) &* frame
    }

    /// Mixes what is due. A thread that was held up for long leaves frames out rather than running after them.
    private func tick(at now: Instant) {
        guard var due = nextTick else { return }
        let frame = Int64(Frame.sampleCount), present = samples(now)
        if present &- due > 5 &* frame { due = present / frame &* frame }
        while due <= present {
            for room in rooms.values where room.isAwake { room.tick(at: due) }
            due &+= frame
        }
        nextTick = rooms.values.contains { $0.isAwake } ? due : nil
    }

    /// Looks after what has no event of its own: twenty times a second while somebody shakes hands, else once.
    private func look(at now: Instant) {
        guard now >= nextLook else { return }
        for leg in handshaking.values { time(leg, at: now) }
        let isWhole = now >= lookedAt + .seconds(1)
        if isWhole {
            lookedAt = now
            lookAtAll(at: now)
        }
        nextLook = now + (handshaking.isEmpty ? .seconds(1) : .milliseconds(50))
    }
    private lazy var lookedAt = start

    /// Brings the next look forward for a leg whose handshake begins.
    func shakesHands(_ leg: Leg, at now: Instant) {
        handshaking[leg.id] = leg
        nextLook = min(nextLook, now + .milliseconds(50))
    }
}
