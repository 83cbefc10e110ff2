/// How late packets are, the newer ones counting more.
struct LatenessHistogram: Equatable, Sendable {
    /// Samples of one step: 2.5 ms.
    static let step: Int64 = 120
    /// Samples of lateness that are still on time: half a millisecond.
    static let onTime: Int64 = 24
    private static let stepCount = 128
    /// What the weight of a packet loses with each that follows: half is left after 140.
    private static let forgetting: Float = 0.995
    /// Of so much weight the quantile is never exceeded.
    private static let covered: Float = 0.985
    /// The weight of the belief that packets are on time, before there are any.
    private static let prior: Float = 40

    private var weights = [Float](repeating: 0, count: stepCount)
    private var total = prior
    /// What the next packet weighs; it grows in place of all others shrinking.
    private var weight: Float = 1
    /// The lateness in samples that nearly all packets stay within.
    private(set) var quantile: Int64 = 0

    init() { weights[0] = Self.prior }

    mutating func observe(_ lateness: Int64) {
        let steps = lateness <= Self.onTime ? 0 : (min(lateness, 1 << 20) &+ Self.step &- 1) / Self.step
        weights[min(max(Int(steps), 0), Self.stepCount - 1)] += weight
        total += weight
        weight /= Self.forgetting
        if weight > 1_000_000 { scale() }
        quantile = measure()
    }

    private mutating func scale() {
        for index in weights.indices { weights[index] /= weight }
        total /= weight
        weight = 1
    }

    private func measure() -> Int64 {
        var above = total * (1 - Self.covered)
        var index = weights.count - 1
        while index > 0 {
            above -= weights[index]
            if above < 0 { break }
            index -= 1
        }
        return Int64(index) &* Self.step
    }
}
