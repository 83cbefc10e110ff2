import Domain
import Hub

import struct Synchronization.Atomic

/// What all threads share.
final class StressWorld: Sendable {
    let channels = Channels()
    let directory: Directory
    let logs: [FakeLog]
    let people: [PersonID]
    let checks = Checks()
    /// Opens when nothing more will be committed or told.
    let isQuiet = Gate()
    private let clock: TickingClock
    private let over = Atomic(false)
    private let stillConnected = Atomic(0)

    init(conversations: Int, people: Int) {
        clock = TickingClock()
        directory = Directory(clock: clock)
        logs = (1...conversations).map { FakeLog(id: ConversationID(rawValue: UInt64($0))) }
        self.people = (1...people).map { PersonID(rawValue: UInt64($0)) }
    }

    var isOver: Bool { over.load(ordering: .acquiring) }
    func end() { over.store(true, ordering: .releasing) }

    /// How many devices are still connected at the end.
    var remaining: Int { stillConnected.load(ordering: .relaxed) }
    func remain(_ count: Int) { stillConnected.add(count, ordering: .relaxed) }

    /// Lets every grace and uncertainty run out.
    func settle() {
        clock.skip(1_000_000)
        directory.tick()
    }
}

/// A clock that goes on by itself, so that graces and uncertainties run out.
final class TickingClock: Clock {
    private let time = Atomic<Int64>(0)
    func now() -> Int64 { time.add(1, ordering: .relaxed).newValue }
    func skip(_ milliseconds: Int64) { time.add(milliseconds, ordering: .relaxed) }
}

/// A generator whose numbers are the same on every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
