/// When a flight is said again: at intervals that double up to a limit (RFC 6347 §4.2.4.1).
struct RetransmissionTimer: Equatable {
    /// Until a flight is first repeated: shorter than the RFC's second, for a person waits.
    static let first: Duration = .milliseconds(200)
    static let longest: Duration = .seconds(3)

    private(set) var due: ContinuousClock.Instant?
    private var interval = Self.first

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
