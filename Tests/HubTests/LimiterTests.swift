import Domain
import Hub
import Testing

@Suite struct LimiterTests {
    private let clock = ManualClock()
    private let limiter: Limiter

    init() { limiter = Limiter(clock: clock) }

    private func take(_ key: Limiter.Key = .messages(ada), rate: Int = 60, burst: Int = 3) -> Refusal? {
        do throws(Refusal) {
            try limiter.take(key, rate: rate, per: 60_000, burst: burst, what: "messages")
            return nil
        } catch { return error }
    }
    private func takes(_ count: Int) -> Int { (0..<count).count { _ in take() == nil } }

    @Test func `as many as the burst at once, then one at a time`() {
        #expect(takes(5) == 3)
        clock.advance(999)
        #expect(take() != nil)
        clock.advance(1)
        #expect(take() == nil && take() != nil)
        clock.advance(2_500)
        #expect(takes(5) == 2)
    }

    @Test func `a bucket never holds more than its burst`() {
        #expect(takes(3) == 3)
        clock.advance(86_400_000)
        #expect(takes(10) == 3)
    }

    @Test func `who is refused is told the seconds until the next`() {
        #expect(takes(3) == 3)
        #expect(take() == .tooMany(what: "messages", retryAfter: 1))
        for _ in 0..<2 { #expect(take(.uploads(ada), rate: 1, burst: 2) == nil) }
        #expect(take(.uploads(ada), rate: 1, burst: 2) == .tooMany(what: "messages", retryAfter: 60))
        clock.advance(45_500)
        #expect(take(.uploads(ada), rate: 1, burst: 2) == .tooMany(what: "messages", retryAfter: 15))
    }

    @Test func `a rate of 0 has no limit`() {
        for _ in 0..<1_000 { #expect(take(rate: 0, burst: 0) == nil) }
        #expect(limiter.count == 0)
    }

    @Test func `each person and each kind has a bucket of its own`() {
        #expect(takes(4) == 3)
        #expect(take(.messages(bob)) == nil && take(.uploads(ada)) == nil && take(.signIns(address: "192.0.2.1")) == nil)
        #expect(take(.signIns(address: "192.0.2.2")) == nil && take(.conversations(ada)) == nil && take(.invitations(ada)) == nil)
    }

    @Test func `a clock that is set back gives nothing and takes nothing`() {
        #expect(takes(2) == 2)
        clock.advance(-3_600_000)
        #expect(takes(3) == 1)
        clock.advance(1_000)
        #expect(takes(2) == 1)
    }

    @Test func `only buckets that are full again are forgotten`() {
        _ = take(.messages(ada))
        _ = takes(3)
        clock.advance(60_001)
        _ = take(.messages(bob))
        limiter.sweep()
        #expect(limiter.count == 1)
        clock.advance(60_001)
        limiter.sweep()
        #expect(limiter.count == 0)
    }

    @Test func `buckets in use outlive a clock that is set back`() {
        #expect(takes(3) == 3)
        clock.advance(-3_600_000)
        limiter.sweep()
        #expect(limiter.count == 1 && take() != nil)
    }
}
