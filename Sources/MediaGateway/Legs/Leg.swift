import Audio
import CMediaSockets
import DTLS
import Domain
import Hub
import RTP
import SDP
import STUN
import WebRTC

/// One device in a call: its transport, and what is sent to it and heard of it.
///
/// Confined to its loop's thread.
final class Leg {
    let id: LegID
    let talker: TalkerID
    /// It forgets this leg when that goes, so neither keeps the other.
    let room: CallRoom
    let peer: Peer
    var agreed: Agreed
    var terms: LegTerms
    var outlet: Outlet?
    /// The ways on which it is known, to be forgotten with it.
    var paths: Set<FiveTuple> = []
    var sending: SendingState
    var hearing = HearingState()
    var health = LegHealth()

    init(_ id: LegID, _ talker: TalkerID, _ room: CallRoom, _ peer: Peer, _ agreed: Agreed, _ terms: LegTerms) {
        self.id = id
        self.talker = talker
        self.room = room
        self.peer = peer
        self.agreed = agreed
        self.terms = terms
        sending = SendingState(ssrc: agreed.audio.ssrc)
    }

    /// Whether the mix is sent to it now.
    var isListening: Bool { terms.hears && terms.purpose != .ingest && agreed.audio.isSentTo && peer.isConnected }
    /// Whether what it sends may be heard.
    var isHeard: Bool { terms.isHeard && terms.purpose != .playback }

    /// Sends one frame of a mix.
    @inline(__always)
    func send(_ sound: CallMix.Sound, at now: UInt32, by egress: Egress) {
        let timestamp = sending.mixed(at: now)
        sound.packet.withUnsafeBytes { write($0, sequence: sending.sequence, timestamp, marker: sound.isFirst, egress) }
    }

    /// Passes on a packet of the only other one.
    func forward(_ packet: RTPPacket, at now: UInt32, by egress: Egress) {
        let place = sending.forwarded(packet.header, at: now)
        write(packet.payload, sequence: place.sequence, place.timestamp, marker: packet.header.marker, egress)
    }

    @inline(__always)
    private func write(
        _ payload: UnsafeRawBufferPointer, sequence: UInt16, _ timestamp: UInt32, marker: Bool, _ egress: Egress
    ) {
        guard let outlet else { return }
        let slot = egress.slot(outlet)
        let size = RTPHeader.size &+ payload.count
        slot[0] = 0x80
        let header = RTPHeader(
            marker: marker, payloadType: agreed.audio.payload, sequence: SequenceNumber(sequence),
            timestamp: RTPTimestamp(timestamp),
            ssrc: sending.ssrc)
        guard size < slot.count, (try? header.overwrite(slot)) != nil else { return }
        UnsafeMutableRawBufferPointer(rebasing: slot[RTPHeader.size...]).copyMemory(from: payload)
        guard let count = peer.protectPacket(slot, count: size) else { return }
        sending.sent(sequence, timestamp, payload.count)
        egress.send(count, to: outlet)
    }
}
