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
    let fingerprint: CertificateFingerprint
    /// The name of what is sent to it (RFC 3550 §6.5.1).
    let cname: String
    var answered: AnsweredAudio
    var terms: LegTerms
    var outlet: Outlet?
    /// The ways on which it is known, to be forgotten with it.
    var paths: Set<FiveTuple> = []
    var sending: SendingState
    var reception: ReceptionStatistics?
    var health: LegHealth

    init(_ id: LegID, _ talker: TalkerID, _ room: CallRoom, _ peer: Peer, _ outcome: Negotiation.Outcome, _ terms: LegTerms) {
        self.id = id
        self.talker = talker
        self.room = room
        self.peer = peer
        answered = outcome.audio
        fingerprint = outcome.fingerprint
        cname = outcome.cname
        self.terms = terms
        sending = SendingState(ssrc: outcome.audio.ssrc)
        health = LegHealth()
    }

    /// Whether the mix is sent to it now.
    var isListening: Bool { terms.hears && terms.purpose != .ingest && answered.isSentTo && peer.isConnected }
    /// Whether what it sends may be heard.
    var isHeard: Bool { terms.isHeard && terms.purpose != .playback }

    /// Sends one frame of a mix.
    @inline(__always)
    func send(_ sound: CallMix.Sound, timestamp: UInt32) {
        guard let outlet else { return }
        let slot = outlet.slot
        let size = RTPHeader.size &+ sound.packet.count
        slot[0] = 0x80
        let header = RTPHeader(
            marker: sound.isFirst, payloadType: answered.payload, sequence: SequenceNumber(sending.sequence),
            timestamp: RTPTimestamp(timestamp &+ sending.offset), ssrc: sending.ssrc)
        guard size < slot.count, (try? header.overwrite(slot)) != nil else { return }
        sound.packet.withUnsafeBytes { UnsafeMutableRawBufferPointer(rebasing: slot[RTPHeader.size...]).copyMemory(from: $0) }
        guard let count = peer.protectPacket(slot, count: size) else { return }
        sending.sequence &+= 1
        sending.hasSent = true
        sending.statistics.send(payload: sound.packet.count)
        outlet.send(count)
    }
}

/// What was agreed on for the sound of a leg.
struct AnsweredAudio: Equatable {
    let mid: String
    let ssrc: UInt32
    let payload: UInt8
    /// The number of the header extension with the level (RFC 6464); nil when there is none.
    let level: UInt8?
    /// Whether the peer takes sound.
    let isSentTo: Bool
}

/// Where a leg stands in the stream that it is sent.
struct SendingState {
    let ssrc: UInt32
    /// Below 2^15 at first, so that a lost first packet leaves no doubt about the rollover (RFC 3711 §3.3.1).
    var sequence = UInt16.random(in: 0..<0x8000)
    let offset = UInt32.random(in: 0...UInt32.max)
    var statistics: SendingStatistics
    var hasSent = false

    init(ssrc: UInt32) {
        self.ssrc = ssrc
        statistics = SendingStatistics(ssrc: ssrc)
    }
}

/// Where a leg's packets leave.
enum Outlet {
    case datagrams(DatagramSocket, confab_address)
    case stream(StreamConnection, DatagramSocket)

    /// A place for the next packet.
    @inline(__always)
    var slot: UnsafeMutableRawBufferPointer {
        switch self {
        case .datagrams(let socket, _), .stream(_, let socket): socket.slot
        }
    }

    /// Sends what was written there.
    @inline(__always)
    func send(_ count: Int) {
        switch self {
        case .datagrams(let socket, let address): socket.send(count, to: address)
        case .stream(let connection, let scratch): connection.send(UnsafeRawBufferPointer(rebasing: scratch.slot[..<count]))
        }
    }
}
