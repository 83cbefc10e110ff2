/// Who is heard of many who may talk: the loudest few, by the levels that their packets tell (RFC 6464).
///
/// Nothing is decoded to choose. Who is chosen stays until another is louder by a margin, or until they have been quiet
/// for the hold time. Only those who were heard of late cost anything.
package struct LevelRanker: Equatable, Sendable {
    package struct Settings: Equatable, Sendable {
        /// How many are heard at once.
        package var chosenCount = 4
        /// Decibels by which another must be louder to take someone's place.
        package var margin: Float = 6
        /// Samples that someone stays chosen without speech: 1 s.
        package var chosenHold: Int64 = 48_000
        /// Samples that someone is shown as speaking after the last speech: 600 ms.
        package var speakingHold: Int64 = 28_800

        package init() {}
    }

    package struct Change: Equatable, Sendable {
        package let id: TalkerID, isSpeaking: Bool

        package init(id: TalkerID, isSpeaking: Bool) {
            self.id = id
            self.isSpeaking = isSpeaking
        }
    }

    /// Talkers told apart at most.
    package static let maxTalkers = 32_768

    private let settings: Settings
    /// Where a talker stands in `active`, by their slot; −1 when they do not.
    private var places: [Int32] = []
    /// Those heard of late, and the muted.
    private var active: [TalkerActivity] = []
    /// The loudest, in no order.
    package private(set) var chosen: [TalkerID] = []
    /// Who began or ceased to speak in the last `rank`.
    package private(set) var changes: [Change] = []

    package init(_ settings: Settings = Settings()) { self.settings = settings }

    /// Takes the level of a packet, or of a decoded frame when the packet had none.
    package mutating func hear(_ id: TalkerID, _ level: AudioLevel, isVoice: Bool = true, at now: Int64) {
        guard let place = place(of: id, adding: isVoice && level >= TalkerActivity.speech) else { return }
        guard !active[place].isMuted else { return }
        active[place].hear(level, isVoice: isVoice, at: now)
    }

    package mutating func mute(_ id: TalkerID, _ isMuted: Bool) {
        guard let place = place(of: id, adding: isMuted) else { return }
        active[place].isMuted = isMuted
    }

    /// Forgets someone who left.
    package mutating func remove(_ id: TalkerID) {
        chosen.removeAll { $0 == id }
        guard let place = place(of: id, adding: false) else { return }
        forget(place)
    }

    /// Chooses anew; once for each frame.
    package mutating func rank(at now: Int64) {
        changes.removeAll(keepingCapacity: true)
        var place = 0
        while place < active.count {
            if active[place].update(hold: settings.speakingHold, at: now) {
                changes.append(Change(id: active[place].id, isSpeaking: active[place].isSpeaking))
            }
            if isOver(place, at: now), !active[place].isMuted { forget(place) } else { place += 1 }
        }
        dropQuiet(at: now)
        while let place = loudestOutside(at: now), admit(place) {}
    }

    /// Whether there was no speech for so long that someone is neither heard nor shown.
    private func isOver(_ place: Int, at now: Int64) -> Bool {
        guard let last = active[place].lastSpeech else { return true }
        return now &- last > max(settings.chosenHold, settings.speakingHold)
    }

    private mutating func dropQuiet(at now: Int64) {
        var index = 0
        while index < chosen.count {
            let isKept =
                known(chosen[index]).map { place in
                    !active[place].isMuted && now &- (active[place].lastSpeech ?? .min) <= settings.chosenHold
                } ?? false
            if isKept { index += 1 } else { chosen.remove(at: index) }
        }
    }

    private func loudestOutside(at now: Int64) -> Int? {
        var best: Int?
        for place in active.indices where !active[place].isMuted && !chosen.contains(active[place].id) {
            guard let last = active[place].lastSpeech, now &- last <= settings.chosenHold else { continue }
            if best.map({ active[place].loudness > active[$0].loudness }) ?? true { best = place }
        }
        return best
    }

    /// Gives a place to one, for which a quieter may have to go; false when there is none.
    private mutating func admit(_ place: Int) -> Bool {
        if chosen.count < settings.chosenCount {
            chosen.append(active[place].id)
            return true
        }
        var quietest: Int?
        for index in chosen.indices {
            if quietest.map({ loudness(chosen[index]) < loudness(chosen[$0]) }) ?? true { quietest = index }
        }
        guard let quietest, active[place].loudness > loudness(chosen[quietest]) + settings.margin else { return false }
        chosen[quietest] = active[place].id
        return true
    }

    private func loudness(_ id: TalkerID) -> Float { known(id).map { active[$0].loudness } ?? 0 }

    private func known(_ id: TalkerID) -> Int? {
        guard places.indices.contains(id.slot), places[id.slot] >= 0 else { return nil }
        return Int(places[id.slot])
    }

    private mutating func place(of id: TalkerID, adding: Bool) -> Int? {
        guard (0..<Self.maxTalkers).contains(id.slot) else { return nil }
        if let place = known(id) { return place }
        guard adding else { return nil }
        while places.count <= id.slot { places.append(-1) }
        places[id.slot] = Int32(active.count)
        active.append(TalkerActivity(id: id))
        return active.count - 1
    }

    private mutating func forget(_ place: Int) {
        places[active[place].id.slot] = -1
        let last = active.removeLast()
        guard place < active.count else { return }
        active[place] = last
        places[last.id.slot] = Int32(place)
    }
}
