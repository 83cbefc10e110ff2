/// Turns numbers that wrap into numbers that do not, each the nearest to the highest so far.
package struct Unwrapper<Number: FixedWidthInteger & UnsignedInteger & Sendable>: Equatable, Sendable {
    /// Nil before the first number.
    package private(set) var highest: Int64?

    package init() {}

    /// The first number stays as it is; one that came before it may turn out negative.
    @inline(__always)
    package mutating func unwrap(_ number: Number) -> Int64 {
        let value = peek(number)
        highest = max(highest ?? value, value)
        return value
    }

    /// What `unwrap` would give.
    @inline(__always)
    package func peek(_ number: Number) -> Int64 {
        guard let highest else { return Int64(truncatingIfNeeded: number) }
        let ahead = number &- Number(truncatingIfNeeded: highest)
        let back = Number.zero &- ahead
        let isAhead = ahead <= Number.max / 2
        return isAhead ? highest &+ Int64(truncatingIfNeeded: ahead) : highest &- Int64(truncatingIfNeeded: back)
    }
}
