/// The least transit time of late: what a packet takes that waited nowhere.
///
/// The least of the present window and of the one before, so a clock that drifts or a longer route is followed within two.
struct DelayBaseline: Equatable, Sendable {
    /// Samples of one window: five seconds.
    private static let window: Int64 = 240_000
    private var present: Int64, before: Int64
    private var endsAt: Int64

    init(_ transit: Int64, at now: Int64) {
        present = transit
        before = transit
        endsAt = now &+ Self.window
    }

    var value: Int64 { min(present, before) }

    mutating func observe(_ transit: Int64, at now: Int64) {
        if now &- endsAt >= 0 {
            before = present
            present = transit
            endsAt = now &+ Self.window
        } else {
            present = min(present, transit)
        }
    }
}
