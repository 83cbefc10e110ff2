import Audio
import CMediaSockets
import DTLS
import Domain
import Glibc
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

    /// Up to so many legs each packet is taken at once; of more, those of 2 ms, or of 10 ms where nobody waits for one.
    private static let few = 6
    private static let briefly: Int64 = 96, longer: Int64 = 480

    let inbox: MediaInbox
    let network: MediaNetwork
    let negotiation: Negotiation
    let logger: Logger
    let emit: @Sendable (MediaEvent) -> Void
    var rooms: [CallID: CallRoom] = [:]
    var legs = LegTable()
    var handshaking: [LegID: Leg] = [:]
    var context: DTLSContext
    var time = MediaTime()
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
        network = MediaNetwork(open, lanes: Self.lanes, wake: inbox.descriptor)
    }

    func run() {
        var ready = [confab_ready](repeating: confab_ready(), count: CONFAB_BATCH)
        while !isStopping {
            gather()
            let count = network.wait(&ready, time.timeout(isIdle: legs.isEmpty && network.connections.isEmpty))
            let now = time.now
            for index in 0..<count { serve(ready[index], at: now) }
            tick(at: time.now)
            look(at: now)
            network.egress.flush()
        }
    }

    /// Ends recordings, says goodbye to all, and lets `run` return.
    func stop() {
        for room in rooms.values { room.record(to: nil) }
        for leg in legs.values { leg.peer.close { network.send($0, on: $1) } }
        isStopping = true
    }

    private func serve(_ ready: confab_ready, at now: Instant) {
        let descriptor = Int32(bitPattern: UInt32(truncatingIfNeeded: ready.key))
        switch MediaNetwork.Source(rawValue: ready.key >> 32) {
        case .wake: for work in inbox.take() { work(self) }
        case .datagrams: network.receive(descriptor) { receive($0, on: $1, at: now - .nanoseconds($2)) }
        case .listener: network.accept(descriptor, at: now)
        case .connection:
            let isOpen = network.serve(descriptor, ready) { receive($0, on: $1, at: now) }
            if !isOpen, let connection = network.connections[descriptor] { close(connection, at: now) }
        case nil: break
        }
    }

    func close(_ connection: StreamConnection, at now: Instant) {
        network.forget(connection)
        guard let leg = legs.remove(connection.path) else { return }
        leg.peer.closed(connection.path, at: now)
        route(leg)
    }

    // MARK: Time

    /// Lets packets of many gather for a moment, since a thread that is woken for each is busy with waking up.
    ///
    /// None is later for it: they are timed by the system, and read again just before they are mixed.
    private func gather() {
        guard let nextTick = time.nextTick, legs.count > Self.few else { return }
        let isAwaited = !handshaking.isEmpty || rooms.values.contains { $0.isPair && $0.isAwake }
        let present = time.samples, until = min(time.lastTurn &+ (isAwaited ? Self.briefly : Self.longer), nextTick)
        if until > present { usleep(UInt32(truncatingIfNeeded: (until &- present) &* 125 / 6)) }
        time.lastTurn = time.samples
    }

    /// Mixes what is due. A thread that was held up for long leaves frames out rather than running after them.
    private func tick(at now: Instant) {
        guard var due = time.nextTick else { return }
        let step = Int64(Frame.sampleCount), present = time.samples(now)
        if present &- due > 5 &* step { due = present / step &* step }
        while due <= present {
            frame(at: due)
            due &+= step
        }
        time.nextTick = rooms.values.contains { $0.isAwake } ? due : nil
    }

    /// Looks after what has no event of its own: twenty times a second while somebody shakes hands, else once.
    private func look(at now: Instant) {
        guard now >= time.nextLook else { return }
        for leg in handshaking.values { keepTime(of: leg, at: now) }
        if now >= time.lookedAt + .seconds(1) {
            time.lookedAt = now
            lookAtAll(at: now)
        }
        time.nextLook = now + (handshaking.isEmpty ? .seconds(1) : .milliseconds(50))
    }

    /// Brings the next look forward for a leg whose handshake begins.
    func shakesHands(_ leg: Leg, at now: Instant) {
        handshaking[leg.id] = leg
        time.nextLook = min(time.nextLook, now + .milliseconds(50))
    }
}
