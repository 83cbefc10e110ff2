/// How the mixes of a call are encoded: for few who listen with little delay and work, for many with few bits, and with repairs
/// where somebody loses packets.
package struct MixCoding: Equatable, Sendable {
    /// For few, for few of whom some lose packets, for many, for many of whom some lose packets.
    package var few = OpusEncoder.Settings(.lowDelay, bitrate: 64_000)
    package var fewRepaired = OpusEncoder.Settings(bitrate: 56_000, expectedLoss: 10)
    package var many = OpusEncoder.Settings(bitrate: 32_000)
    package var manyRepaired = OpusEncoder.Settings(bitrate: 40_000, expectedLoss: 10)

    /// Those in a call above whom they are many, and below whom they are few again.
    private static let most = 50, least = 40

    private var areMany = false
    /// Whether packets carry repairs.
    package var isRepairing = false

    package init() {}

    /// Takes how many there are in the call.
    mutating func serve(_ audience: Int) { areMany = audience > (areMany ? Self.least : Self.most) }

    /// The encoders' settings now.
    var settings: OpusEncoder.Settings {
        switch (areMany, isRepairing) {
        case (false, false): few
        case (false, true): fewRepaired
        case (true, false): many
        case (true, true): manyRepaired
        }
    }
}
