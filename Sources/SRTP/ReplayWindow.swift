/// The highest index seen and which of the 128 up to it were (RFC 3711 §3.3.2).
struct ReplayWindow: Equatable, Sendable {
    static let size: UInt64 = 128

    /// Nil until an index is recorded.
    private(set) var highest: UInt64?
    /// Bit n is set when `highest - n` was seen.
    private var seen: UInt128 = 0

    @inline(__always)
    func check(_ index: UInt64) throws(SRTPError) {
        guard let highest, index <= highest else { return }
        let age = highest &- index
        guard age < Self.size else { throw .tooOld }
        guard seen &>> UInt128(age) & 1 == 0 else { throw .replayed }
    }

    /// Takes an index that `check` let through and whose packet is authentic.
    @inline(__always)
    mutating func record(_ index: UInt64) {
        guard let highest, index <= highest else { return advance(to: index) }
        let age = highest &- index
        if age < Self.size { seen |= 1 &<< UInt128(age) }
    }

    @inline(__always)
    private mutating func advance(to index: UInt64) {
        let step = index &- (highest ?? index)
        seen = step < Self.size ? seen &<< UInt128(step) | 1 : 1
        highest = index
    }
}
