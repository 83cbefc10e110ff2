import Hub
import Logging
import RTP
import STUN
import WebRTC

extension MediaLoop {
    /// Takes one packet, whatever it is (RFC 7983).
    func receive(_ packet: UnsafeMutableRawBufferPointer, on path: FiveTuple, at now: Instant) {
        switch PacketKind(UnsafeRawBufferPointer(packet)) {
        case .rtp:
            guard let leg = legs[path], leg.peer.isValid(path) else { return }
            receive(media: packet, of: leg, at: now)
        case .stun: receive(stun: UnsafeRawBufferPointer(packet), on: path, at: now)
        case .dtls:
            guard let leg = legs[path] else { return }
            receive(dtls: UnsafeRawBufferPointer(packet), of: leg, on: path, at: now)
        case .rtcp:
            guard let leg = legs[path], leg.peer.isValid(path) else { return }
            receive(control: packet, of: leg, at: now)
        case .zrtp, .turnChannel, .unknown: break
        }
    }

    private func receive(media packet: UnsafeMutableRawBufferPointer, of leg: Leg, at now: Instant) {
        guard leg.health.admits(), let count = leg.peer.openPacket(packet) else { return }
        guard let clear = try? RTPPacket(UnsafeRawBufferPointer(rebasing: packet[..<count])) else { return }
        leg.health.heardAt = now
        leg.hearing.count(clear.header, at: now)
        leg.room.receive(clear, of: leg, at: time.samples(now), by: network.egress)
        if leg.room.isAwake { time.wake() }
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
        guard let message = try? STUNMessage(bytes), let name = message.addressee(in: bytes), let leg = legs[name],
            !legs.isHeld(path, against: leg, at: now)
        else { return }
        let outcome = withUnsafeTemporaryAllocation(byteCount: 512, alignment: 8) { answer in
            let outcome = leg.peer.receive(message, in: bytes, on: path, at: now, answer: answer)
            if outcome.answer > 0 { network.send(UnsafeRawBufferPointer(rebasing: answer[..<outcome.answer]), on: path) }
            return outcome
        }
        switch outcome.event {
        case .ignored, .refused: return
        case .nothing: break
        case .learned, .moved: enter(leg, path, at: now)
        case .restarted(_, let ended):
            enter(leg, path, at: now)
            legs.forget(ended, of: leg)
        case .lost: return drop(leg)
        }
        leg.health.heardAt = now
        network.connection(of: path)?.heardAt = now
    }

    private func receive(dtls bytes: UnsafeRawBufferPointer, of leg: Leg, on path: FiveTuple, at now: Instant) {
        let step = leg.peer.receive(dtls: bytes, on: path, at: now) { network.send($0, on: $1) }
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
    private func enter(_ leg: Leg, _ path: FiveTuple, at now: Instant) {
        if let before = legs.enter(leg, path) {
            before.peer.closed(path, at: now)
            route(before)
        }
        route(leg)
    }

    /// Sends to a leg on the way that is best now.
    func route(_ leg: Leg) { leg.outlet = leg.peer.path.flatMap { network.outlet($0) } }
}
