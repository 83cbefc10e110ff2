import DTLS
import Domain
import Foundation
import Hub
import Logging
import SDP
import STUN
import WebRTC

extension MediaLoop {
    /// Brings a leg into its call, or begins an ICE restart of one that is there.
    func answer(
        _ offer: SessionDescription, for id: LegID, in call: CallID, _ terms: LegTerms
    ) throws(Refusal) -> SessionDescription {
        var random = SystemRandomNumberGenerator()
        let credentials = ICECredentials(using: &random), known = legs[id]
        var outcome = try negotiation.answer(
            offer, terms.purpose, credentials, (known?.peer.ownFingerprint ?? ownFingerprint), known: known?.agreed.audio)
        if let known, known.agreed.fingerprint == outcome.agreed.fingerprint, known.peer.isConnected, known.room.id == call {
            let unfinished = known.peer.restart(credentials, remoteFragment: outcome.remoteFragment)
            if let unfinished { legs.forget(unfinished, of: known) }
            known.agreed = outcome.agreed
            legs.name(known, credentials.fragment)
            known.room.change(known, terms)
            return outcome.description
        }
        if let known {
            remove(known)
            tellWell(known)
            outcome = try negotiation.answer(offer, terms.purpose, credentials, ownFingerprint, known: known.agreed.audio)
        }
        let leg = try enter(outcome, id, call, terms, credentials)
        legs.add(leg)
        legs.name(leg, credentials.fragment)
        return outcome.description
    }

    /// Says that nothing is wrong any more with a leg that begins anew.
    private func tellWell(_ leg: Leg) {
        if leg.health.isSilent { emit(.silent(leg.id, leg.room.id, false)) }
        if leg.health.isPoor { emit(.poor(leg.id, leg.room.id, false)) }
    }

    private func enter(
        _ outcome: Negotiation.Outcome, _ id: LegID, _ call: CallID, _ terms: LegTerms, _ credentials: ICECredentials
    ) throws(Refusal) -> Leg {
        let room = try room(call)
        guard let talker = room.nextTalker() else { throw .conflict(field: nil, detail: "the call is full") }
        let agent = ICELiteAgent(credentials, remoteFragment: outcome.remoteFragment, at: .now)
        let peer = Peer(agent, context, expecting: outcome.agreed.fingerprint)
        let leg = Leg(id, talker, room, peer, outcome.agreed, terms)
        room.add(leg)
        return leg
    }

    /// Of the certificate that new legs are shown, which is made anew well before it ends.
    private var ownFingerprint: CertificateFingerprint {
        let now = Int(Date().timeIntervalSince1970)
        if context.certificate.expiresAt - now < DTLSCertificate.lifetime / 4 {
            do throws(DTLSError) { context = try DTLSContext(certificate: try DTLSCertificate(at: now)) } catch {
                logger.error("no certificate for calls could be made", metadata: ["error": "\(error)"])
            }
        }
        return context.certificate.fingerprint
    }

    private func room(_ call: CallID) throws(Refusal) -> CallRoom {
        if let room = rooms[call] { return room }
        do {
            let room = try CallRoom(call, emit: emit)
            rooms[call] = room
            return room
        } catch {
            logger.error("no mixer could be made", metadata: ["error": "\(error)"])
            throw .unavailable("no mixer could be made for this call")
        }
    }

    func change(_ id: LegID, _ terms: LegTerms) {
        guard let leg = legs[id] else { return }
        leg.room.change(leg, terms)
    }

    /// Says goodbye to a leg that is to go.
    func end(_ id: LegID) {
        guard let leg = legs[id] else { return }
        leg.peer.close { network.send($0, on: $1) }
        remove(leg)
    }

    func end(_ call: CallID) {
        guard let room = rooms.removeValue(forKey: call) else { return }
        for leg in room.legs {
            leg.peer.close { network.send($0, on: $1) }
            forget(leg)
        }
        room.record(to: nil)
    }

    func record(_ call: CallID, to sink: (any RecordingSink)?) {
        guard let room = rooms[call] else { return }
        room.record(to: sink)
        if room.isAwake { time.wake() }
    }

    /// Forgets a leg that is gone by itself, and says so.
    func drop(_ leg: Leg) {
        guard legs[leg.id] === leg else { return }
        remove(leg)
        emit(.lost(leg.id, leg.room.id))
    }

    private func forget(_ leg: Leg) {
        legs.remove(leg)
        handshaking[leg.id] = nil
    }

    private func remove(_ leg: Leg) {
        forget(leg)
        leg.room.remove(leg)
        if leg.room.legs.isEmpty, !leg.room.isRecording { rooms[leg.room.id] = nil }
    }
}
