import Audio

/// What a network does to packets, the same for a seed.
struct Network {
    /// Shares of packets.
    var loss = 0.0, duplication = 0.0
    /// Packets lost in a row, as a mean; at 1 each is lost or not by itself.
    var burst = 1.0
    /// Milliseconds of delay that a packet has at most beyond the least.
    var jitter = 0.0
    /// Whether a packet may overtake another.
    var reorders = true
    /// Milliseconds in which nothing passes; what came waits and passes at the end.
    var stalls: [Range<Double>] = []
    /// The sender's clock is faster by so many parts in a million.
    var drift = 0.0
    /// Milliseconds of the tick between packets when the first arrives.
    var phase = 7.0

    /// When each packet arrives, in samples; the numbers of those that do, in the order of arrival.
    func deliveries(of count: Int, seed: UInt64) -> [(number: Int, at: Int64)] {
        var random = SeededGenerator(seed: seed), isLosing = false, last = 0.0
        var result: [(number: Int, at: Int64)] = []
        for number in 0..<count {
            isLosing =
                isLosing && burst > 1
                ? Double.random(in: 0..<1, using: &random) > 1 / burst : startsLosing(&random)
            let sent = sentAt(number)
            var arrives = sent + (jitter > 0 ? Double.random(in: 0..<jitter, using: &random) : 0)
            for stall in stalls where stall.contains(arrives) { arrives = stall.upperBound }
            if !reorders { arrives = max(arrives, last) }
            guard !isLosing else { continue }
            last = arrives
            result.append((number, Int64(arrives * 48)))
            if Double.random(in: 0..<1, using: &random) < duplication {
                result.append((number, Int64((arrives + Double.random(in: 0..<50, using: &random)) * 48)))
            }
        }
        return result.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
    }

    /// When a packet is sent, in milliseconds.
    func sentAt(_ number: Int) -> Double { phase + Double(number) * 20 / (1 + drift / 1_000_000) }

    /// The share that begins a burst, such that `loss` is the share in all.
    private func startsLosing(_ random: inout SeededGenerator) -> Bool {
        let begin = burst > 1 ? loss / max(1e-9, burst * (1 - loss)) : loss
        return Double.random(in: 0..<1, using: &random) < min(1, begin)
    }
}
