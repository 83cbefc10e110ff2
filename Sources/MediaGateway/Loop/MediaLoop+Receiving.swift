import CMediaSockets
import Hub
import Logging
import RTP
import STUN
import WebRTC

extension MediaLoop {
    /// Connections that may be open at once, and how long one may be silent.
    private static let maxConnections = 2000
    private static let silence = Duration.seconds(35)
    /// Reads of one socket before others have their turn.
    private static let turns = 16

    /// Takes what has come to a socket.
    func receive(_ socket: DatagramSocket, at now: Instant) {
        for _ in 0..<Self.turns {
            let count = arrivals.receive(socket.descriptor)
            for index in 0..<count {
                let path = FiveTuple(.udp, local: socket.local, remote: TransportAddress(arrivals.arrivals[index].from))
                receive(arrivals.bytes(index), on: path, at: now)
            }
            if count < CONFAB_BATCH { return }
        }
    }

    /// Takes one packet, whatever it is (RFC 7983).
    private func receive(_ packet: UnsafeMutableRawBufferPointer, on path: FiveTuple, at now: Instant) {
        switch PacketKind(UnsafeRawBufferPointer(packet)) {
        case .rtp:
            guard let leg = paths[path], leg.peer.isValid(path) else { return }
            receive(media: packet, of: leg, at: now)
        case .stun: receive(stun: UnsafeRawBufferPointer(packet), on: path, at: now)
        case .dtls:
            guard let leg = paths[path] else { return }
            receive(dtls: UnsafeRawBufferPointer(packet), of: leg, on: path, at: now)
        case .rtcp:
            guard let leg = paths[path], leg.peer.isValid(path) else { return }
            receive(control: packet, of: leg, at: now)
        case .zrtp, .turnChannel, .unknown: break
        }
    }

    private func receive(media packet: UnsafeMutableRawBufferPointer, of leg: Leg, at now: Instant) {
        guard leg.health.admits(), let count = leg.peer.openPacket(packet) else { return }
        guard let clear = try? RTPPacket(UnsafeRawBufferPointer(rebasing: packet[..<count])) else { return }
        leg.health.heardAt = now
        leg.count(clear, at: now)
        leg.room.receive(clear, of: leg, at: samples(now))
        if leg.room.isAwake { wake() }
    }

    private func receive(control packet: UnsafeMutableRawBufferPointer, of leg: Leg, at now: Instant) {
        guard leg.health.admits(), let count = leg.peer.openControl(packet) else { return }
        guard let compound = try? RTCPCompound(UnsafeRawBufferPointer(rebasing: packet[..<count]), form: .reducedSize) else {
            return
        }
        leg.health.heardAt = now
        for one in compound { leg.take(one, at: now) }
    }

    private func receive(stun bytes: UnsafeRawBufferPointer, on path: FiveTuple, at now: Instant) {
        guard let message = try? STUNMessage(bytes), let name = message.addressee(in: bytes), let leg = fragments[name] else {
            return
        }
        let outcome = leg.peer.receive(message, in: bytes, on: path, at: now, answer: scratch)
        if outcome.answer > 0 { send(UnsafeRawBufferPointer(rebasing: scratch[..<outcome.answer]), on: path) }
        switch outcome.event {
        case .ignored, .refused: return
        case .nothing: break
        case .learned, .moved: enter(leg, path)
        case .restarted(_, let ended):
            enter(leg, path)
            if fragments[ended] === leg { fragments[ended] = nil }
        case .lost: return drop(leg)
        }
        leg.health.heardAt = now
        connections[descriptor(of: path)]?.heardAt = now
    }

    private func receive(dtls bytes: UnsafeRawBufferPointer, of leg: Leg, on path: FiveTuple, at now: Instant) {
        let step = leg.peer.receive(dtls: bytes, on: path, at: now) { send($0, on: $1) }
        switch step {
        case .nothing: if leg.peer.isShakingHands { shakesHands(leg, at: now) }
        case .connected:
            handshaking[leg.id] = nil
            emit(.connected(leg.id, leg.room.id))
        case .closed: drop(leg)
        case .failed(let failure):
            logger.debug("a handshake failed", metadata: ["why": "\(failure)"])
            drop(leg)
        }
    }

    /// Notes a way that a leg has proven, and sends where it is best reached from now on.
    private func enter(_ leg: Leg, _ path: FiveTuple) {
        paths[path] = leg
        leg.paths.insert(path)
        route(leg)
    }

    /// Sends to a leg on the way that is best now.
    func route(_ leg: Leg) { leg.outlet = leg.peer.path.flatMap(outlet) }

    private func outlet(_ path: FiveTuple) -> Outlet? {
        guard let socket = sockets.first(where: { $0.local == path.local }) ?? sockets.first else { return nil }
        switch path.transport {
        case .udp: return .datagrams(socket, path.remote.c)
        case .tcp: return connections[descriptor(of: path)].map { .stream($0, socket) }
        }
    }

    /// Sends a packet that stands outside of any slot.
    func send(_ bytes: UnsafeRawBufferPointer, on path: FiveTuple) {
        switch path.transport {
        case .udp: sockets.first { $0.local == path.local }?.send(bytes, to: path.remote.c)
        case .tcp: if let connection = connections[descriptor(of: path)] { send(bytes, on: connection) }
        }
    }

    // MARK: Connections

    /// The connection of a way; −1 when it has none.
    private func descriptor(of path: FiveTuple) -> Int32 {
        guard path.transport == .tcp else { return -1 }
        return connections.first { $0.value.path == path }?.key ?? -1
    }

    private func send(_ bytes: UnsafeRawBufferPointer, on connection: StreamConnection) {
        let wasBlocked = connection.isBlocked
        connection.send(bytes)
        if connection.isBlocked != wasBlocked {
            watch(connection.descriptor, .connection, wantsWrite: connection.isBlocked, isNew: false)
        }
    }

    func accept(_ listener: Int32, at now: Instant) {
        guard let local = listeners.first(where: { $0.descriptor == listener })?.address else { return }
        var remote = confab_address()
        while true {
            let descriptor = confab_tcp_accept(listener, &remote)
            guard descriptor >= 0 else { return }
            guard connections.count < Self.maxConnections else {
                confab_close(descriptor)
                continue
            }
            let path = FiveTuple(.tcp, local: local, remote: TransportAddress(remote))
            connections[descriptor] = StreamConnection(descriptor, path, at: now)
            watch(descriptor, .connection)
        }
    }

    func serve(_ descriptor: Int32, _ ready: confab_ready, at now: Instant) {
        guard let connection = connections[descriptor] else { return }
        if ready.can_write != 0 {
            connection.flush()
            watch(descriptor, .connection, wantsWrite: connection.isBlocked, isNew: false)
        }
        guard ready.can_read != 0 else { return }
        let isOpen = connection.receive(UnsafeMutableRawBufferPointer(rebasing: scratch[32_768...])) { packet in
            // Packets are opened in place; the frame's memory is not ours to change.
            let copy = UnsafeMutableRawBufferPointer(rebasing: scratch[8192..<8192 + packet.count])
            copy.copyMemory(from: packet)
            receive(copy, on: connection.path, at: now)
        }
        if !isOpen { close(connection) }
    }

    func close(_ connection: StreamConnection) {
        connections[connection.descriptor] = nil
        guard let leg = paths.removeValue(forKey: connection.path) else { return }
        leg.paths.remove(connection.path)
        leg.peer.closed(connection.path)
        route(leg)
    }

    func closeSilentConnections(at now: Instant) {
        for connection in connections.values where now - connection.heardAt > Self.silence { close(connection) }
    }
}
