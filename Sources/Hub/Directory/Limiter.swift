package import Domain
import Synchronization

/// Token buckets: how often somebody may do something.
package final class Limiter: Sendable {
    package enum Key: Hashable, Sendable {
        case messages(PersonID)
        case signIns(address: String)
        case conversations(PersonID)
        case invitations(PersonID)
        case uploads(PersonID)
        case links(Address)
        /// Mails of people whom nobody knows yet, to one member or one group.
        case strangers(PersonID)
        case tickets(ConversationID)
        case calls(PersonID)
        case callLinks(address: String)
    }

    private struct Bucket {
        var level: Double
        var at: Milliseconds
        let perMillisecond: Double
        let size: Double
    }

    private struct State {
        var buckets: [Key: Bucket] = [:]
        var sweptAt: Milliseconds = 0
    }
    private let state = Mutex(State())
    private let clock: any Clock

    package init(clock: any Clock) { self.clock = clock }

    /// How many buckets are not known to be full.
    package var count: Int { state.withLock { $0.buckets.count } }

    /// Takes one from the bucket of `key`.
    ///
    /// - Parameters:
    ///   - rate: how many in `period`; 0 means as many as one likes.
    ///   - burst: how many at once.
    /// - Throws: `.tooMany`, with the seconds to wait.
    package func take(_ key: Key, rate: Int, per period: Milliseconds, burst: Int, what: String) throws(Refusal) {
        guard rate > 0 else { return }
        let now = clock.now()
        let wait: Int? = state.withLock { s in
            let perMillisecond = Double(rate) / Double(period)
            var b = s.buckets[key] ?? Bucket(level: Double(burst), at: now, perMillisecond: perMillisecond, size: Double(burst))
            // A clock that was set back fills nothing and takes nothing away.
            b.level = min(b.size, b.level + Double(max(0, now - b.at)) * b.perMillisecond)
            b.at = now
            defer { s.buckets[key] = b }
            guard b.level >= 1 else { return max(1, Int(((1 - b.level) / perMillisecond / 1_000).rounded(.up))) }
            b.level -= 1
            return nil
        }
        if let wait { throw .tooMany(what: what, retryAfter: wait) }
    }

    /// Forgets buckets that are full again.
    package func sweep() {
        let now = clock.now()
        state.withLock { s in
            guard abs(now - s.sweptAt) > 60_000 else { return }
            s.sweptAt = now
            s.buckets = s.buckets.filter { $0.value.level + Double(now - $0.value.at) * $0.value.perMillisecond < $0.value.size }
        }
    }
}
