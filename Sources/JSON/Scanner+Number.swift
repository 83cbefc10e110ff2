extension Scanner {
    /// A number; the cursor stands on its sign or first digit.
    mutating func number() throws(JSONSyntaxError) -> JSONValue {
        let start = at
        let negative = take(UInt8(ascii: "-"))
        var decimal = Decimal()
        if !take(UInt8(ascii: "0")) {
            guard digits(into: &decimal) > 0 else { throw .badNumber(offset: at) }
        } else if Self.isDigit(byte) {
            throw .badNumber(offset: at)
        }
        let fraction = byte == UInt8(ascii: "."), exponent = byte | 0x20 == UInt8(ascii: "e")
        if !fraction, !exponent, let integer = decimal.integer(negative: negative) { return .integer(integer) }
        if fraction { try self.fraction(&decimal) }
        if byte | 0x20 == UInt8(ascii: "e") { try self.exponent(&decimal) }
        guard at &- start <= JSONLimits.numberLength else { throw .badNumber(offset: start) }
        if let exact = decimal.double(negative: negative) { return .number(exact) }
        let text = String(decoding: UnsafeRawBufferPointer(rebasing: bytes[start..<at]), as: UTF8.self)
        guard let number = Double(text), number.isFinite else { throw .badNumber(offset: start) }
        return .number(number)
    }

    private mutating func fraction(_ decimal: inout Decimal) throws(JSONSyntaxError) {
        at &+= 1
        let places = digits(into: &decimal)
        guard places > 0 else { throw .badNumber(offset: at) }
        decimal.exponent = -places
    }

    private mutating func exponent(_ decimal: inout Decimal) throws(JSONSyntaxError) {
        at &+= 1
        let negative = byte == UInt8(ascii: "-")
        if negative || byte == UInt8(ascii: "+") { at &+= 1 }
        var power = Decimal()
        guard digits(into: &power) > 0 else { throw .badNumber(offset: at) }
        decimal.scale(by: power, negative: negative)
    }

    /// Reads digits; how many there were.
    @inline(__always)
    private mutating func digits(into decimal: inout Decimal) -> Int {
        let start = at
        while at < count, Self.isDigit(bytes[at]) {
            decimal.append(bytes[at] & 0x0F)
            at &+= 1
        }
        return at &- start
    }

    @inline(__always)
    private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
}

/// The digits of a number read so far: magnitude × 10^exponent, while that is exact.
struct Decimal {
    /// Nil once the digits no longer fit 64 bits.
    private var magnitude: UInt64? = 0
    /// Nil once out of all sense.
    var exponent: Int? = 0

    private static let exponents = -22...22
    private static let powers: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
        1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ]

    @inline(__always)
    mutating func append(_ digit: UInt8) {
        guard let old = magnitude else { return }
        let (tenfold, overflow) = old.multipliedReportingOverflow(by: 10)
        let (sum, carry) = tenfold.addingReportingOverflow(UInt64(digit))
        magnitude = overflow || carry ? nil : sum
    }

    mutating func scale(by power: Decimal, negative: Bool) {
        guard let old = exponent, let size = power.magnitude, size < 1000 else { return exponent = nil }
        exponent = negative ? old &- Int(size) : old &+ Int(size)
    }

    func integer(negative: Bool) -> Int64? {
        guard let magnitude else { return nil }
        if negative { return magnitude <= 1 << 63 ? Int64(truncatingIfNeeded: 0 &- magnitude) : nil }
        return Int64(exactly: magnitude)
    }

    /// The nearest double, when one multiplication or division of exact doubles gives it.
    func double(negative: Bool) -> Double? {
        guard let magnitude, magnitude <= 1 << 53, let exponent, Self.exponents.contains(exponent) else { return nil }
        let power = Self.powers[abs(exponent)]
        let size = exponent < 0 ? Double(magnitude) / power : Double(magnitude) * power
        return negative ? -size : size
    }
}
