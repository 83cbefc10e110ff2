import Domain

/// Holds back what changes often: it goes out at most once in a while, and the last state always does.
struct Coalescing: Sendable {
    private var at: Milliseconds?
    private(set) var isOwed = false

    /// Whether it may go out now; otherwise it is owed.
    mutating func take(_ now: Milliseconds, every interval: Milliseconds) -> Bool {
        if let at, now >= at, now - at < interval {
            isOwed = true
            return false
        }
        at = now
        isOwed = false
        return true
    }
}
