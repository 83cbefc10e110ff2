/// A set of ASCII characters.
struct ASCIISet {
    private let low: UInt64
    private let high: UInt64

    /// Letters, digits and those given.
    init(alphanumericsAnd others: String) {
        var bits: (low: UInt64, high: UInt64) = (0, 0)
        for byte in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".utf8 + Array(others.utf8) {
            if byte < 64 { bits.low |= 1 << UInt64(byte) } else if byte < 128 { bits.high |= 1 << UInt64(byte &- 64) }
        }
        (low, high) = bits
    }

    func contains(_ byte: UInt8) -> Bool {
        byte < 64 ? low >> UInt64(byte) & 1 == 1 : byte < 128 && high >> UInt64(byte &- 64) & 1 == 1
    }

    /// RFC 5322 §3.2.3.
    static let atom = ASCIISet(alphanumericsAnd: "!#$%&'*+-/=?^_`{|}~")
    /// RFC 2045 §5.1.
    static let token = ASCIISet(alphanumericsAnd: "!#$%&'*+-.^_`{|}~")
    /// Unencoded in an extended parameter (RFC 2231 §7).
    static let attribute = ASCIISet(alphanumericsAnd: "!#$&+-.^_`{|}~")
    /// Unencoded in a Q encoded word wherever one may stand (RFC 2047 §5).
    static let word = ASCIISet(alphanumericsAnd: "!*+-/")
}
