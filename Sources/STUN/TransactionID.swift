/// The 96 bits by which an answer is known to belong to its request (RFC 8489 §5).
package struct TransactionID: Hashable, Sendable {
    /// The first eight bytes, the most significant first.
    let high: UInt64
    let low: UInt32

    package init(high: UInt64, low: UInt32) {
        self.high = high
        self.low = low
    }
}
