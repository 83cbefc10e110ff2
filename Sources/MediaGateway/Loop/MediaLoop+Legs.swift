import DTLS
import Domain
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
        let outcome = try negotiation.answer(
            offer, terms.purpose, credentials, context.certificate.fingerprint, known: known?.answered)
        if let known, known.fingerprint == outcome.fingerprint, known.peer.isConnected, known.room.id == call {
            if let unfinished = known.peer.restart(credentials, remoteFragment: outcome.remoteFragment) {
                fragments[unfinished] = nil
            }
            known.answered = outcome.audio
            fragments[credentials.fragment] = known
            known.room.change(known, terms)
            return outcome.description
        }
        if let known { remove(known) }
        let leg = try enter(outcome, id, call, terms, credentials)
        legs[id] = leg
        fragments[credentials.fragment] = leg
        return outcome.description
    }

    private func enter(
        _ outcome: Negotiation.Outcome, _ id: LegID, _ call: CallID, _ terms: LegTerms, _ credentials: ICECredentials
    ) throws(Refusal) -> Leg {
        let room = try room(call)
        guard let talker = room.nextTalker() else { throw .conflict(field: nil, detail: "the call is full") }
        let agent = ICELiteAgent(credentials, remoteFragment: outcome.remoteFragment, at: .now)
        let peer = Peer(agent, context, expecting: outcome.fingerprint)
        let leg = Leg(id, talker, room, peer, outcome, terms)
        room.add(leg)
        return leg
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
        leg.peer.close { send($0, on: $1) }
        remove(leg)
    }

    func end(_ call: CallID) {
        guard let room = rooms[call] else { return }
        for leg in room.legs { end(leg.id) }
        room.record(to: nil)
        rooms[call] = nil
    }

    func record(_ call: CallID, to sink: (any RecordingSink)?) {
        guard let room = rooms[call] else { return }
        room.record(to: sink)
        if room.isAwake { wake() }
    }

    /// Forgets a leg that is gone by itself, and says so.
    func drop(_ leg: Leg) {
        guard legs[leg.id] === leg else { return }
        remove(leg)
        emit(.lost(leg.id, leg.room.id))
    }

    private func remove(_ leg: Leg) {
        legs[leg.id] = nil
        handshaking[leg.id] = nil
        for path in leg.paths where paths[path] === leg { paths[path] = nil }
        for fragment in [leg.peer.fragments.current, leg.peer.fragments.next] {
            if let fragment, fragments[fragment] === leg { fragments[fragment] = nil }
        }
        leg.room.remove(leg)
        if leg.room.legs.isEmpty, !leg.room.isRecording { rooms[leg.room.id] = nil }
    }
}
