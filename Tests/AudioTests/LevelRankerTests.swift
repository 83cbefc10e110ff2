import Audio
import Testing

@Suite struct LevelRankerTests {
    private var ranker = LevelRanker()
    private var speaking: Set<Int> = []

    /// Lets frames go by in which each talker has a level, told as decibels under full scale.
    private mutating func run(_ levels: [Int: UInt8], frames: Range<Int>) {
        for frame in frames {
            for (slot, level) in levels.sorted(by: { $0.key < $1.key }) {
                ranker.hear(TalkerID(slot), AudioLevel(attenuation: level), at: Int64(frame * 960))
            }
            ranker.rank(at: Int64(frame * 960))
            for change in ranker.changes {
                if change.isSpeaking { speaking.insert(change.id.slot) } else { speaking.remove(change.id.slot) }
            }
        }
    }

    private var chosen: Set<Int> { Set(ranker.chosen.map(\.slot)) }

    @Test mutating func theLoudestFourAreChosen() {
        run([1: 40, 2: 20, 3: 25, 4: 45, 5: 15, 6: 22, 7: 90], frames: 0..<30)
        #expect(chosen == [2, 3, 5, 6])
    }

    @Test mutating func theLastOfAGreatHallMayComeToTalk() {
        run([3: 30, LevelRanker.maxTalkers - 1: 20], frames: 0..<30)
        #expect(chosen == [3, LevelRanker.maxTalkers - 1])
        #expect(LevelRanker.maxTalkers >= 20_000)
    }

    @Test mutating func aLittleLouderTakesNobodysPlace() {
        run([1: 20, 2: 20, 3: 20, 4: 25], frames: 0..<30)
        run([1: 20, 2: 20, 3: 20, 4: 25, 5: 21], frames: 30..<60)
        #expect(chosen == [1, 2, 3, 4])
        run([1: 20, 2: 20, 3: 20, 4: 25, 5: 12], frames: 60..<90)
        #expect(chosen == [1, 2, 3, 5])
    }

    @Test mutating func theQuietKeepTheirPlaceForASecondAndThenLeave() {
        run([1: 20], frames: 0..<10)
        run([1: 127], frames: 10..<58)
        #expect(chosen == [1])
        run([1: 127], frames: 58..<62)
        #expect(chosen.isEmpty)
    }

    @Test mutating func whoSpeaksIsToldOnceAndHeld() {
        run([1: 20], frames: 0..<2)
        #expect(speaking.isEmpty)
        run([1: 20], frames: 2..<3)
        #expect(ranker.changes == [LevelRanker.Change(id: TalkerID(1), isSpeaking: true)])
        run([1: 20], frames: 3..<4)
        #expect(ranker.changes.isEmpty)
        run([1: 127], frames: 4..<33)
        #expect(speaking == [1])
        run([1: 127], frames: 33..<35)
        #expect(speaking.isEmpty)
    }

    @Test mutating func aClickIsNoSpeaker() {
        run([1: 5], frames: 0..<1)
        run([1: 127], frames: 1..<60)
        run([1: 5], frames: 60..<61)
        #expect(speaking.isEmpty)
    }

    @Test mutating func theMutedAreNeitherChosenNorSpeaking() {
        run([1: 20], frames: 0..<10)
        ranker.mute(TalkerID(1), true)
        run([1: 20], frames: 10..<12)
        #expect(chosen.isEmpty && speaking.isEmpty)
        ranker.mute(TalkerID(1), false)
        run([1: 20], frames: 12..<20)
        #expect(chosen == [1])
    }

    @Test mutating func whoLeavesIsForgotten() {
        run([1: 20, 2: 30, 3: 40], frames: 0..<10)
        ranker.remove(TalkerID(1))
        run([2: 30, 3: 40], frames: 10..<12)
        #expect(chosen == [2, 3])
        ranker.remove(TalkerID(99))
    }

    @Test mutating func slotsBeyondTheLimitAreIgnored() {
        run([-1: 5, LevelRanker.maxTalkers: 5, LevelRanker.maxTalkers - 1: 30], frames: 0..<10)
        #expect(chosen == [LevelRanker.maxTalkers - 1])
    }

    @Test func levelsAreMeasuredWhereNoneWasTold() {
        var tone = Tone(1000, amplitude: 0.1)
        #expect(AudioLevel(of: tone.frame()).attenuation == 23)
        #expect(AudioLevel(of: .silent) == .silence)
    }
}
