/// What one talker's levels of late say: how loud they are, and whether they speak.
struct TalkerActivity: Equatable, Sendable {
    /// Levels at least so loud are speech, if the sender does not say otherwise.
    static let speech = AudioLevel(attenuation: 50)
    /// Samples of speech that make someone a speaker: 60 ms; a cough or a key is less.
    private static let onset: Int64 = 2880

    let id: TalkerID
    var isMuted = false
    /// Loudness in decibels above silence (0 to 127), rising at once and falling slowly.
    private(set) var loudness: Float = 0
    private(set) var isSpeaking = false
    /// When speech was last heard.
    private(set) var lastSpeech: Int64?
    private var speechSamples: Int64 = 0
    private var lastHeard: Int64?

    init(id: TalkerID) { self.id = id }

    mutating func hear(_ level: AudioLevel, isVoice: Bool, at now: Int64) {
        fall(at: now)
        let loud = Float(127 &- level.attenuation)
        // Half of the way up at once; one frame does not overtake.
        if loud > loudness { loudness += (loud - loudness) * 0.5 }
        guard isVoice, level >= Self.speech else { return speechSamples = max(0, speechSamples &- 480) }
        lastSpeech = now
        speechSamples = min(speechSamples &+ Int64(Frame.sampleCount), Self.onset)
    }

    /// Brings speaking up to date and says whether it changed; it holds for `hold` samples after the last speech.
    mutating func update(hold: Int64, at now: Int64) -> Bool {
        fall(at: now)
        let sinceSpeech = lastSpeech.map { now &- $0 } ?? .max
        if sinceSpeech > hold { speechSamples = 0 }
        let speaks = !isMuted && sinceSpeech <= hold && (isSpeaking || speechSamples >= Self.onset)
        defer { isSpeaking = speaks }
        return speaks != isSpeaking
    }

    /// 20 dB a second.
    private mutating func fall(at now: Int64) {
        let elapsed = Float(max(0, now &- (lastHeard ?? now))) / Float(Frame.rate)
        loudness = max(0, loudness - 20 * elapsed)
        lastHeard = now
    }
}
