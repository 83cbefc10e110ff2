/// When a flight is said again: at intervals that double up to a limit (RFC 6347 §4.2.4.1).
struct RetransmissionTimer: Equatable {
    /// Until a flight is first repeated: shorter than the RFC's second, for a person waits.
    static let first: Duration = .milliseconds(200)
    static let longest: Duration = .seconds(3)
    /// How soon a flight may be repeated because the peer repeats its own.
    static let soonest: Duration = .milliseconds(50)

    private(set) var due: ContinuousClock.Instant?
    private var interval = Self.first

    /// The peer repeats what was answered: it has not heard us, or the answer is still on its way.
    func mayHurry(at now: ContinuousClock.Instant) -> Bool {
        due.map { now >= $0 - interval + Self.soonest } ?? false
    }

    /// A new flight went out.
    mutating func start(at now: ContinuousClock.Instant) {
        interval = Self.first
        due = now + interval
    }

    /// The flight went out again.
    mutating func restart(at now: ContinuousClock.Instant) {
        interval = min(interval * 2, Self.longest)
        due = now + interval
    }

    mutating func stop() { due = nil }
}
