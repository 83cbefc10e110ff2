import Audio

/// When a media loop has what to do. Times of sound are samples at 48 kHz since its start.
struct MediaTime {
    typealias Instant = ContinuousClock.Instant

    private let clock = ContinuousClock()
    private let start: Instant
    /// When the next frame is due; nil while all rooms are silent.
    var nextTick: Int64?
    var nextLook: Instant
    var lookedAt: Instant
    /// When sockets were last read.
    var lastTurn: Int64 = 0
    /// How often all legs were looked at.
    var looks = 0

    init() {
        start = clock.now
        nextLook = start
        lookedAt = start
    }

    var now: Instant { clock.now }
    var samples: Int64 { samples(clock.now) }

    func samples(_ now: Instant) -> Int64 {
        let (seconds, attoseconds) = (now - start).components
        return seconds &* Int64(Frame.rate) &+ attoseconds / 20_833_333_333_333
    }

    /// Milliseconds until something is due; −1 for never.
    func timeout(isIdle: Bool) -> Int32 {
        var due: Instant? = isIdle ? nil : nextLook
        if let nextTick {
            let instant = start + .nanoseconds(nextTick &* 62_500 / 3)
            due = due.map { min($0, instant) } ?? instant
        }
        guard let due else { return -1 }
        let (seconds, attoseconds) = (due - clock.now).components
        let milliseconds = seconds &* 1000 &+ (attoseconds &+ 999_999_999_999_999) / 1_000_000_000_000_000
        return Int32(truncatingIfNeeded: min(max(milliseconds, 0), 60_000))
    }

    /// A room has something to do again.
    mutating func wake() {
        guard nextTick == nil else { return }
        let frame = Int64(Frame.sampleCount)
        nextTick = (samples / frame &+ 1) &* frame
    }
}
