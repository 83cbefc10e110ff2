import Audio
import Domain
import Hub
import RTP
import STUN

/// One call: its legs and its mix. Confined to its loop's thread.
final class CallRoom {
    typealias Instant = ContinuousClock.Instant

    /// Legs of one call, each of which may come to talk.
    static let maxLegs = min(20_000, LevelRanker.maxTalkers)

    let id: CallID
    let mix: CallMix
    private(set) var legs: [Leg] = []
    private var talkers: [Leg?] = []
    private var free: [Int] = []
    private var speaking: Set<LegID> = []
    /// Whether there are two and nobody besides: each hears the other only, whose packets are passed on as they are.
    private(set) var isPair = false
    let emit: (MediaEvent) -> Void
    private var recorder: CallRecorder?
    /// Seconds for which packets carry repairs after the last losses, and how many of them are left.
    private static let repairTime = 20
    private var repairsLeft = 0

    init(_ id: CallID, emit: @escaping (MediaEvent) -> Void) throws {
        self.id = id
        mix = try CallMix()
        self.emit = emit
    }

    var isAwake: Bool { mix.isAwake || recorder != nil }

    /// A slot for a new leg; nil when there are too many.
    func nextTalker() -> TalkerID? {
        if let slot = free.popLast() { return TalkerID(slot) }
        guard talkers.count < Self.maxLegs else { return nil }
        talkers.append(nil)
        return TalkerID(talkers.count - 1)
    }

    func add(_ leg: Leg) {
        legs.append(leg)
        talkers[leg.talker.slot] = leg
        pairUp()
    }

    func remove(_ leg: Leg) {
        legs.removeAll { $0 === leg }
        guard talkers[leg.talker.slot] === leg else { return }
        talkers[leg.talker.slot] = nil
        free.append(leg.talker.slot)
        mix.remove(leg.talker)
        pairUp()
        if speaking.remove(leg.id) != nil { emit(.speaking(id, Array(speaking))) }
    }

    /// Takes new terms, or a new agreement. What is under way of somebody who may not be heard any more is dropped at once.
    func change(_ leg: Leg, _ terms: LegTerms) {
        let wasHeard = leg.isHeard
        leg.terms = terms
        if leg.isHeard != wasHeard { mix.mute(leg.talker, wasHeard) }
        pairUp()
    }

    /// Sees whether there are two whose sound needs no mixing.
    private func pairUp() {
        let wasPair = isPair
        isPair = legs.count == 2 && recorder == nil && legs.allSatisfy { $0.terms.purpose == .call && $0.agreed.audio.level != nil }
        guard isPair != wasPair else { return }
        mix.rest()
        for leg in legs { leg.sending.stopForwarding() }
    }

    /// Takes a packet in clear of one of the legs.
    func receive(_ packet: RTPPacket, of leg: Leg, at now: Int64, by egress: Egress) {
        guard leg.isHeard, packet.header.payloadType == leg.agreed.audio.payload else { return }
        let level = leg.agreed.audio.level.flatMap { packet.extensions[$0] }.flatMap { VoiceLevel($0) }
        if isPair { return pass(packet, level, of: leg, at: now, by: egress) }
        mix.receive(
            JitterBuffer.Packet(
                source: packet.header.ssrc, sequence: packet.header.sequence.rawValue, timestamp: packet.header.timestamp.rawValue),
            packet.payload, level: level.map { AudioLevel(attenuation: $0.attenuation) },
            isVoice: level.map { leg.hearing.isVoice($0) } ?? true,
            of: leg.talker, at: now)
    }

    private func pass(_ packet: RTPPacket, _ level: VoiceLevel?, of leg: Leg, at now: Int64, by egress: Egress) {
        if let level {
            mix.hear(leg.talker, AudioLevel(attenuation: level.attenuation), isVoice: leg.hearing.isVoice(level), at: now)
        }
        guard let other = legs.first(where: { $0 !== leg }), other.isListening else { return }
        other.forward(packet, at: UInt32(truncatingIfNeeded: now), by: egress)
    }

    /// Mixes 20 ms.
    func mixFrame(at now: Int64) {
        if isPair {
            mix.rank(at: now)
        } else {
            mix.tick(at: now, audience: legs.count, isRecorded: isRecording)
            recorder?.add(mix.sound)
        }
        tellSpeaking()
    }

    /// Sends what was mixed to one of `parts` of the legs. Different parts may be sent by different threads.
    func deliver(_ part: Int = 0, of parts: Int = 1, at now: Int64, by egress: Egress) {
        guard !isPair else { return }
        let time = UInt32(truncatingIfNeeded: now), chosen = mix.chosen, sound = mix.sound
        if part == 0 {
            for id in chosen {
                guard let leg = talkers[id.slot], leg.isListening, let sound = mix.sound(of: id) else { continue }
                leg.send(sound, at: time, by: egress)
            }
        }
        guard let sound else { return }
        for leg in legs[legs.count * part / parts..<legs.count * (part + 1) / parts]
        where leg.isListening && !chosen.contains(leg.talker) {
            leg.send(sound, at: time, by: egress)
        }
    }

    /// What a frame costs about, in microseconds of CPU: encoding, and sending.
    var cost: Int { isPair ? 0 : (mix.chosen.count + 1) * (mix.isLight ? 60 : 130) + legs.count * 3 }

    private func tellSpeaking() {
        guard !mix.changes.isEmpty else { return }
        for change in mix.changes {
            guard let leg = talkers[change.id.slot] else { continue }
            if change.isSpeaking { speaking.insert(leg.id) } else { speaking.remove(leg.id) }
            recorder?.cue(leg.id, isSpeaking: change.isSpeaking)
        }
        emit(.speaking(id, Array(speaking)))
    }

    var isRecording: Bool { recorder != nil }

    /// Begins a recording, or ends the one that is made.
    func record(to sink: (any RecordingSink)?) {
        recorder?.end()
        recorder = sink.map { CallRecorder($0) }
        pairUp()
        for leg in speaking { recorder?.cue(leg, isSpeaking: true) }
    }

    /// Lets packets carry repairs while a listener loses packets, and for a while after. To be called once a second.
    func adaptToLoss() {
        let isLosing = legs.contains { $0.isListening && $0.health.losesPackets }
        repairsLeft = isLosing ? Self.repairTime : max(0, repairsLeft - 1)
        mix.isRepairing = repairsLeft > 0
    }
}
