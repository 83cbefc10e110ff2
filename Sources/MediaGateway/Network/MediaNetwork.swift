import CMediaSockets
import Glibc
import STUN

extension TransportAddress.Host {
    /// What one subscriber has: an address of IPv4, or 64 bits of IPv6 (RFC 6177).
    fileprivate var neighbourhood: UInt64 {
        switch self {
        case .v4(let bits): UInt64(bits)
        case .v6(let high, _): high
        }
    }
}

/// All sockets of a media loop. Confined to its thread.
final class MediaNetwork {
    /// What a descriptor that is ready stands for.
    enum Source: UInt64 { case wake, datagrams, listener, connection }

    /// Connections that may be open at once, of all and of one neighbourhood, and how long one may be silent.
    private static let maxConnections = 2000, maxOfOne = 64
    private static let silence = Duration.seconds(35)
    /// Reads of one socket before others have their turn.
    private static let turns = 16
    /// Bytes read of a connection at once.
    private static let piece = 32_768

    private let poll = confab_poll_open()
    private let sockets: [OpenSockets.Bound]
    private let listeners: [OpenSockets.Bound]
    /// A descriptor to be had when there are no others.
    private var reserve = open("/dev/null", O_RDONLY | O_CLOEXEC)
    private let arrivals = ArrivalBatch()
    /// Room for what is read of a connection, and after it for a packet of that.
    private let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: piece + ArrivalBatch.slotSize, alignment: 64)
    /// A way out for each thread that sends at once; the first is the loop's own.
    let lanes: [Egress]
    private(set) var connections: [Int32: StreamConnection] = [:]

    init(_ open: OpenSockets, lanes count: Int, wake: Int32) {
        sockets = open.datagrams
        lanes = (0..<max(1, count)).map { _ in Egress(open.datagrams) }
        listeners = open.listeners
        watch(wake, .wake)
        for socket in sockets { watch(socket.descriptor, .datagrams) }
        for listener in listeners { watch(listener.descriptor, .listener) }
    }

    deinit {
        confab_close(poll)
        confab_close(reserve)
        for bound in sockets + listeners { confab_close(bound.descriptor) }
        scratch.deallocate()
    }

    private func watch(_ descriptor: Int32, _ source: Source, wantsWrite: Bool = false, isNew: Bool = true) {
        let key = source.rawValue << 32 | UInt64(UInt32(bitPattern: descriptor))
        _ = confab_poll_watch(poll, descriptor, key, wantsWrite ? 1 : 0, isNew ? 1 : 0)
    }

    /// Waits until something is ready; how many.
    func wait(_ ready: inout [confab_ready], _ milliseconds: Int32) -> Int {
        Int(max(0, confab_poll_wait(poll, &ready, Int32(ready.count), milliseconds)))
    }

    // MARK: Datagrams

    /// Hands on what has come to a socket, each with how many nanoseconds ago.
    func receive(_ descriptor: Int32, _ take: (UnsafeMutableRawBufferPointer, FiveTuple, UInt32) -> Void) {
        guard let socket = sockets.first(where: { $0.descriptor == descriptor }) else { return }
        for _ in 0..<Self.turns {
            let count = arrivals.receive(descriptor)
            for index in 0..<count {
                let arrival = arrivals.arrivals[index]
                take(
                    arrivals.bytes(index), FiveTuple(.udp, local: socket.address, remote: TransportAddress(arrival.from)),
                    arrival.age
                )
            }
            if count < CONFAB_BATCH { return }
        }
    }

    /// The loop's own way out.
    var egress: Egress { lanes[0] }

    /// Where packets on a way leave; nil when it has ended.
    func outlet(_ path: FiveTuple) -> Outlet? {
        switch path.transport {
        case .udp: sockets.firstIndex { $0.address == path.local }.map { .datagrams($0, path.remote.c) }
        case .tcp: connection(of: path).map { .stream($0) }
        }
    }

    /// Sends a packet that stands outside of any slot.
    func send(_ bytes: UnsafeRawBufferPointer, on path: FiveTuple) {
        if let outlet = outlet(path) { egress.send(bytes, to: outlet) }
    }

    // MARK: Connections

    func connection(of path: FiveTuple) -> StreamConnection? {
        path.transport == .tcp ? connections.values.first { $0.path == path } : nil
    }

    func accept(_ listener: Int32, at now: ContinuousClock.Instant) {
        guard let local = listeners.first(where: { $0.descriptor == listener })?.address else { return }
        var remote = confab_address()
        while true {
            let descriptor = confab_tcp_accept(listener, &remote)
            if descriptor == -EMFILE || descriptor == -ENFILE, turnAway(listener) { continue }
            guard descriptor >= 0 else { return }
            let neighbourhood = TransportAddress(remote).host.neighbourhood
            let ofOne = connections.values.count { $0.path.remote.host.neighbourhood == neighbourhood }
            guard connections.count < Self.maxConnections, ofOne < Self.maxOfOne else {
                confab_close(descriptor)
                continue
            }
            let connection = StreamConnection(descriptor, FiveTuple(.tcp, local: local, remote: TransportAddress(remote)), at: now)
            connection.onBlocked = { [unowned self] in watch(descriptor, .connection, wantsWrite: $0, isNew: false) }
            connections[descriptor] = connection
            watch(descriptor, .connection)
        }
    }

    /// Closes a connection for which there is no descriptor, so that it does not wait to be accepted for ever.
    private func turnAway(_ listener: Int32) -> Bool {
        var remote = confab_address()
        confab_close(reserve)
        let descriptor = confab_tcp_accept(listener, &remote)
        if descriptor >= 0 { confab_close(descriptor) }
        reserve = open("/dev/null", O_RDONLY | O_CLOEXEC)
        return descriptor >= 0
    }

    /// Writes and reads what a connection can; false when it is over.
    func serve(_ descriptor: Int32, _ ready: confab_ready, _ take: (UnsafeMutableRawBufferPointer, FiveTuple) -> Void) -> Bool {
        guard let connection = connections[descriptor] else { return true }
        if ready.can_write != 0 { connection.flush() }
        guard ready.can_read != 0 else { return true }
        return connection.receive(UnsafeMutableRawBufferPointer(rebasing: scratch[..<Self.piece])) { packet in
            // Packets are opened in place; the frame's memory is not ours to change.
            let copy = UnsafeMutableRawBufferPointer(rebasing: scratch[Self.piece..<Self.piece + packet.count])
            copy.copyMemory(from: packet)
            take(copy, connection.path)
        }
    }

    func forget(_ connection: StreamConnection) {
        connections[connection.descriptor] = nil
        connection.close()
    }

    func silentConnections(at now: ContinuousClock.Instant) -> [StreamConnection] {
        connections.values.filter { now - $0.heardAt > Self.silence }
    }
}
