/// Makes of the few who are heard one mix for everybody else, and for each of them the mix without themselves.
///
/// Each frame: `begin`, `add` for each talker, `finish`, then `shared` and `own` are read. Talkers who were not added
/// since `begin` are silent. Storage is made when more are heard at once than ever before.
package struct Mixer: Sendable {
    /// Talkers mixed at most.
    package static let maxTalkers = 16

    private let gain: AutomaticGain.Settings
    private var channels: [MixerChannel] = []
    /// The sum before it is limited.
    private var sum = Frame()
    private var limiter = Limiter()
    private var frameNumber: Int64 = 0
    /// Who is heard in this frame, in the order in which they were added.
    package private(set) var heard: [TalkerID] = []
    /// What everybody hears who is not heard: `isSilent` when there is nothing to encode.
    package private(set) var shared = Frame()

    package init(gain: AutomaticGain.Settings = AutomaticGain.Settings()) { self.gain = gain }

    package mutating func begin() {
        frameNumber &+= 1
        heard.removeAll(keepingCapacity: true)
        sum.silence()
    }

    /// Adds a talker's sound. Who falls silent keeps a mix of their own, in which nothing of theirs is left to end.
    package mutating func add(_ frame: Frame, of id: TalkerID) {
        guard !heard.contains(id), let index = frame.isSilent ? place(of: id) : channel(of: id) else { return }
        // Whoever begins heard the shared mix until now.
        if channels[index].lastFrame != frameNumber &- 1 { channels[index].limiter = limiter }
        channels[index].lastFrame = frameNumber
        channels[index].take(frame)
        guard !frame.isSilent else { return }
        heard.append(id)
        channels[index].sound.read { sound in sum.write { Vector.add(sound, to: $0, count: Frame.sampleCount) } }
    }

    package mutating func finish() {
        for index in channels.indices where channels[index].lastFrame == frameNumber {
            channels[index].finish(sum, isAlone: !heard.contains { $0 != channels[index].id })
        }
        guard !sum.isSilent || limiter.isSounding else {
            limiter.reset()
            return shared.silence()
        }
        sum.read { sum in shared.write { $0.update(from: sum, count: Frame.sampleCount) } }
        limiter.limit(&shared)
    }

    /// What someone who is heard hears: the others. Nil for all who are not heard, to whom `shared` belongs.
    package func own(_ id: TalkerID) -> Frame? {
        channels.first { $0.id == id && $0.lastFrame == frameNumber }?.own
    }

    /// Forgets someone who left.
    package mutating func remove(_ id: TalkerID) { channels.removeAll { $0.id == id } }

    private func place(of id: TalkerID) -> Int? { channels.firstIndex { $0.id == id } }

    /// The place of a talker; when all are taken, that of whoever was heard longest ago.
    private mutating func channel(of id: TalkerID) -> Int? {
        if let index = place(of: id) { return index }
        if channels.count < Self.maxTalkers {
            channels.append(MixerChannel(id: id, gain: AutomaticGain(gain), lastFrame: -1))
            return channels.count - 1
        }
        guard let oldest = channels.indices.min(by: { channels[$0].lastFrame < channels[$1].lastFrame }),
            channels[oldest].lastFrame < frameNumber
        else { return nil }
        channels[oldest].id = id
        channels[oldest].gain = AutomaticGain(gain)
        channels[oldest].limiter.reset()
        return oldest
    }
}
