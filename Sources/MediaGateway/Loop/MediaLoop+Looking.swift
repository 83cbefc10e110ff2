import Audio
import DTLS
import Hub
import RTP
import WebRTC

extension MediaLoop {
    /// What is due of a leg's ICE or DTLS.
    func keepTime(of leg: Leg, at now: Instant) {
        if !leg.peer.isShakingHands { handshaking[leg.id] = nil }
        guard let deadline = leg.peer.deadline, deadline <= now else { return }
        guard leg.peer.timeout(at: now, send: { network.send($0, on: $1) }) else { return drop(leg) }
        route(leg)
    }

    /// Once a second: timeouts, health, and reports to each leg every second time.
    func lookAtAll(at now: Instant) {
        time.looks &+= 1
        let wall = NTPTimestamp(sinceEpoch: .wallClock)
        for leg in legs.values {
            keepTime(of: leg, at: now)
            tellHealth(of: leg, at: now)
            if (leg.talker.slot &+ time.looks) & 1 == 0 {
                leg.report(at: now, wall, samples: time.samples(now), by: network.egress)
            }
        }
        for room in rooms.values { room.adaptToLoss() }
        for connection in network.silentConnections(at: now) { close(connection, at: now) }
    }

    private func tellHealth(of leg: Leg, at now: Instant) {
        leg.health.renew()
        if leg.health.updateSilence(at: now) { emit(.silent(leg.id, leg.room.id, leg.health.isSilent)) }
        if leg.health.updateQuality() { emit(.poor(leg.id, leg.room.id, leg.health.isPoor)) }
    }
}
