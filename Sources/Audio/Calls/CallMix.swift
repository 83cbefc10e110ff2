/// The sound of one call: packets of those who may talk in, and every 20 ms what each is to hear out.
///
/// The loudest few are decoded and mixed. Whoever is among them has a mix of their own, without themselves; all others share
/// one, encoded once. Nothing is decoded or encoded in silence. Instants are samples at 48 kHz. Confined to one thread.
package final class CallMix {
    package struct Settings: Sendable {
        package var ranking = LevelRanker.Settings()
        package var coding = MixCoding()
        package var gain = AutomaticGain.Settings()

        package init() {}
    }

    /// What one, or everybody else, is sent in a frame.
    package struct Sound {
        package let packet: [UInt8]
        /// The first after silence, which RTP marks (RFC 3551 §4.1).
        package let isFirst: Bool
    }

    /// Samples after which a talker who was not heard gives their decoder back: 20 s.
    private static let forgetting: Int64 = 960_000

    private let settings: Settings
    private var coding: MixCoding
    private var ranker: LevelRanker
    private var mixer: Mixer
    private var talkers: [TalkerID: CallTalker] = [:]
    private let shared: MixEncoder
    private var own: [TalkerID: MixEncoder] = [:]
    private var spare: [MixEncoder] = []
    private var frame = Frame()

    package init(_ settings: Settings = Settings()) throws(OpusError) {
        self.settings = settings
        coding = settings.coding
        ranker = LevelRanker(settings.ranking)
        mixer = Mixer(gain: settings.gain)
        shared = try MixEncoder(settings.coding.settings)
    }

    /// Who is mixed; each of them has a sound of their own.
    package var chosen: [TalkerID] { ranker.chosen }
    /// Who began or ceased to speak in the last frame.
    package var changes: [LevelRanker.Change] { ranker.changes }
    /// Whether `tick` has anything to do.
    package private(set) var isAwake = false

    /// Takes a packet of Opus. `level` is nil when its sender tells none.
    package func receive(
        _ packet: JitterBuffer.Packet, _ payload: UnsafeRawBufferPointer, level: AudioLevel?, isVoice: Bool, of id: TalkerID,
        at now: Int64
    ) {
        var packet = packet
        guard let duration = OpusPacket.sampleCount(payload) else { return }
        packet.duration = duration
        if let level { ranker.hear(id, level, isVoice: isVoice, at: now) }
        guard let talker = talkers[id] ?? begin(id, level, isVoice) else { return }
        talker.isMeasured = level == nil
        if level == nil || isVoice && (level ?? .silence) >= TalkerActivity.speech { talker.heardAt = now }
        talker.playout.receive(packet, payload, at: now)
        isAwake = true
    }

    /// Only speech makes a talker of somebody.
    private func begin(_ id: TalkerID, _ level: AudioLevel?, _ isVoice: Bool) -> CallTalker? {
        guard level.map({ isVoice && $0 >= TalkerActivity.speech }) ?? true, let playout = try? Playout() else { return nil }
        let talker = CallTalker(playout)
        talkers[id] = talker
        return talker
    }

    /// Whoever is muted is heard no more, at once.
    package func mute(_ id: TalkerID, _ isMuted: Bool) {
        ranker.mute(id, isMuted)
        if isMuted { forget(id) }
    }

    /// Forgets someone who left.
    package func remove(_ id: TalkerID) {
        ranker.mute(id, false)
        ranker.remove(id)
        mixer.remove(id)
        forget(id)
    }

    private func forget(_ id: TalkerID) {
        talkers[id] = nil
        if let encoder = own.removeValue(forKey: id) { spare.append(encoder) }
    }

    /// Whether packets are to carry repairs, since some who listen lose them.
    package var isRepairing: Bool {
        get { coding.isRepairing }
        set { coding.isRepairing = newValue }
    }

    /// Whether encoding is little work now.
    package var isLight: Bool { coding.settings.coding == .lowDelay }

    /// Takes the level of a packet that needs no mixing.
    package func hear(_ id: TalkerID, _ level: AudioLevel, isVoice: Bool, at now: Int64) {
        ranker.hear(id, level, isVoice: isVoice, at: now)
        if isVoice, level >= TalkerActivity.speech { isAwake = true }
    }

    /// Forgets what has come and was not played, as nothing will be mixed for a while.
    package func rest() {
        talkers.removeAll()
        spare += own.values
        own.removeAll()
    }

    /// Only sees who speaks, in the place of `tick`.
    package func rank(at now: Int64) {
        ranker.rank(at: now)
        isAwake = !ranker.chosen.isEmpty
    }

    /// Makes the next 20 ms.
    ///
    /// - Parameters:
    ///   - audience: how many there are in the call, the chosen among them.
    ///   - isRecorded: whether what everybody else hears is needed even if there is nobody else.
    package func tick(at now: Int64, audience: Int, isRecorded: Bool = false) {
        ranker.rank(at: now)
        mixer.begin()
        for (id, talker) in talkers { play(id, talker, at: now) }
        mixer.finish()
        coding.serve(audience)
        shared.use(coding.settings)
        for encoder in own.values { encoder.use(coding.settings) }
        give(ranker.chosen)
        let isHeard = audience > ranker.chosen.count || isRecorded
        shared.encode(isHeard ? mixer.shared : .silent)
        for (id, encoder) in own { encoder.encode(mixer.own(id) ?? mixer.shared) }
        isAwake = !ranker.chosen.isEmpty || !talkers.isEmpty || shared.isSounding || own.values.contains { $0.isSounding }
    }

    /// What everybody hears who is not chosen.
    package var sound: Sound? { Self.sound(shared) }
    /// What somebody hears who is.
    package func sound(of id: TalkerID) -> Sound? { own[id].flatMap(Self.sound) }

    private static func sound(_ encoder: MixEncoder) -> Sound? {
        encoder.packet.isEmpty ? nil : Sound(packet: encoder.packet, isFirst: encoder.isFirst)
    }

    private func play(_ id: TalkerID, _ talker: CallTalker, at now: Int64) {
        if now &- talker.heardAt > Self.forgetting { return forget(id) }
        let isChosen = ranker.chosen.contains(id)
        guard isChosen || talker.isMeasured else { return talker.playout.skip(at: now) }
        talker.playout.play(into: &frame, at: now)
        if talker.isMeasured {
            let level = AudioLevel(of: frame)
            if level >= TalkerActivity.speech { talker.heardAt = now }
            ranker.hear(id, level, at: now)
        }
        if isChosen { mixer.add(frame, of: id) }
    }

    /// Gives each who is chosen an encoder, which goes on where the shared one stands.
    private func give(_ chosen: [TalkerID]) {
        for id in own.keys where !chosen.contains(id) {
            if let encoder = own.removeValue(forKey: id) { spare.append(encoder) }
        }
        for id in chosen where own[id] == nil {
            guard let encoder = spare.popLast() ?? (try? MixEncoder(coding.settings)) else { continue }
            encoder.take(over: shared)
            own[id] = encoder
        }
    }
}

/// One whose sound has come.
final class CallTalker {
    let playout: Playout
    /// Their packets tell no level; it is measured.
    var isMeasured = false
    var heardAt: Int64 = 0

    init(_ playout: Playout) { self.playout = playout }
}
