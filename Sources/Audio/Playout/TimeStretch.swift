/// Makes sound shorter or longer by one period of its pitch, with the seam faded (WSOLA).
enum TimeStretch {
    /// Periods looked for: 2.5 ms to 10 ms.
    static let shortest = 120, longest = 480
    /// Above this likeness of one period to the next the seam is not heard.
    private static let alike: Float = 0.7
    /// Mean square under which nothing is heard: −50 dBFS.
    private static let quiet: Float = 1e-5

    /// Takes at most `most` samples away and gives how many are left.
    static func shorten(_ samples: UnsafeMutablePointer<Float>, count: Int, most: Int, inHaste: Bool) -> Int {
        guard let period = period(samples, count, most: most, inHaste: inHaste) else { return count }
        for index in 0..<period {
            let share = Float(index) / Float(period)
            samples[index] += (samples[index &+ period] - samples[index]) * share
        }
        let rest = count &- 2 &* period
        (samples + period).update(from: samples + 2 * period, count: rest)
        return count &- period
    }

    /// Adds one period, if there is room, and gives how many samples there are.
    static func lengthen(_ samples: UnsafeMutablePointer<Float>, count: Int, room: Int) -> Int {
        guard let period = period(samples, count, most: longest, inHaste: false), count &+ period <= room else { return count }
        (samples + 2 * period).update(from: samples + period, count: count &- period)
        // Behind the first period stands what fades from the second back to the first.
        for index in 0..<period {
            let share = Float(index) / Float(period)
            samples[period &+ index] = samples[2 &* period &+ index] * (1 - share) + samples[index] * share
        }
        return count &+ period
    }

    /// The period at which the sound repeats itself; nil when it does not, and a change would be heard.
    static func period(_ samples: UnsafePointer<Float>, _ count: Int, most: Int, inHaste: Bool) -> Int? {
        let limit = min(most, longest, count / 2)
        guard limit >= shortest else { return nil }
        let energy = Vector.dot(samples, samples, count: count)
        if energy <= quiet * Float(count) { return limit }
        var best = limit, likeness: Float = -1
        for lag in stride(from: shortest, through: limit, by: 4) {
            let found = alikeness(samples, lag, count)
            if found > likeness { (best, likeness) = (lag, found) }
        }
        for lag in max(shortest, best &- 3)...min(limit, best &+ 3) {
            let found = alikeness(samples, lag, count)
            if found > likeness { (best, likeness) = (lag, found) }
        }
        return inHaste || likeness >= alike ? best : nil
    }

    /// 1 for sound that repeats itself after `lag` samples.
    private static func alikeness(_ samples: UnsafePointer<Float>, _ lag: Int, _ count: Int) -> Float {
        let length = min(count &- lag, longest)
        let product = Vector.dot(samples, samples + lag, count: length)
        let first = Vector.dot(samples, samples, count: length), second = Vector.dot(samples + lag, samples + lag, count: length)
        let scale = (first * second).squareRoot()
        return scale > 0 ? product / scale : 0
    }
}
