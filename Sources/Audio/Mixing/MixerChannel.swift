/// One talker in the mixer: their gain, and the mix without them.
struct MixerChannel: Sendable {
    var id: TalkerID
    var gain: AutomaticGain
    /// What they add to the mix, and the mix without it.
    private(set) var sound = Frame(), own = Frame()
    var limiter = Limiter()
    /// When they were last added, in frames.
    var lastFrame: Int64

    init(id: TalkerID, gain: AutomaticGain, lastFrame: Int64) {
        self.id = id
        self.gain = gain
        self.lastFrame = lastFrame
    }

    /// Takes their sound in, with their gain.
    mutating func take(_ frame: Frame) {
        guard !frame.isSilent else { return sound.silence() }
        frame.read { source in
            let factors = gain.next(source)
            sound.write { Vector.ramp(source, to: $0, count: Frame.sampleCount, from: factors.first, through: factors.last) }
        }
    }

    /// Makes the mix without them of the sum of all.
    mutating func finish(_ sum: Frame, isAlone: Bool) {
        guard !isAlone || limiter.isSounding else {
            limiter.reset()
            return own.silence()
        }
        sum.read { sum in
            sound.read { sound in
                own.write { own in
                    if isAlone {
                        own.update(repeating: 0, count: Frame.sampleCount)
                    } else {
                        Vector.subtract(sound, from: sum, to: own, count: Frame.sampleCount)
                    }
                }
            }
        }
        limiter.limit(&own)
    }
}
