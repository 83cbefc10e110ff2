import JSON
import Testing

@Suite struct JSONNumberTests {
    @Test(arguments: [
        ("0", 0), ("-0", 0), ("7", 7), ("-7", -7), ("9007199254740993", 9_007_199_254_740_993),
        ("9223372036854775807", Int64.max), ("-9223372036854775808", Int64.min), ("1795000000000", 1_795_000_000_000),
    ])
    func `an integer that fits 64 bits is exact`(text: String, integer: Int64) throws {
        #expect(try parse(text) == .integer(integer))
        #expect(try parse("[\(text)]") == .array([.integer(integer)]))
    }

    @Test(arguments: [
        "1.0", "0.1", "-0.5", "1e3", "1E+3", "1e-3", "123.456e-7", "9223372036854775808", "-9223372036854775809",
        "18446744073709551616", "1.7976931348623157e308", "5e-324", "2.2250738585072014e-308", "0.3", "0e0", "0.0e-0",
        "100000000000000000000000000", "0.000000000000000000000000000001", "1e22", "1e23", "9007199254740993.0",
        "3.141592653589793238462643383279502884197", "1e-400", "0e9999", "7450580596923828125e-27",
    ])
    func `every other number is the nearest double`(text: String) throws {
        #expect(try parse(text) == .number(try #require(Double(text))))
    }

    @Test(arguments: [
        ("01", 1), ("-01", 2), ("00", 1), ("-", 1), ("-x", 1), ("1.", 2), ("1.e1", 2), ("1e", 2), ("1e+", 3), ("1e+x", 3),
        ("-.5", 1), ("1e309", 0), ("-1e309", 0), ("1e99999999999999999999", 0), ("--1", 1),
    ])
    func `a malformed number is refused`(text: String, offset: Int) {
        #expect(refusal(text) == .badNumber(offset: offset))
    }

    @Test(arguments: ["0x10", "1_000", "1.5.5", "1e5e5", "1e5.5", "1f"])
    func `a number ends where its grammar ends`(text: String) {
        guard case .trailing = refusal(text) else { return #expect(Bool(false), "\(text) was read") }
    }

    @Test func `a number stops at its length limit`() {
        let zeros = String(repeating: "0", count: JSONLimits.numberLength - 2)
        #expect(refusal("0.\(zeros)") == nil)
        #expect(refusal("0.\(zeros)0") == .badNumber(offset: 0))
        #expect(refusal("[1\(zeros)000]") == .badNumber(offset: 1))
    }

    @Test func `doubles survive writing and reading`() throws {
        var generator = SeededGenerator(state: 1)
        for _ in 0..<20_000 {
            let number = Double(bitPattern: generator.next())
            guard number.isFinite else { continue }
            let text = written { $0.number(number) }
            #expect(try parse(text) == (Int64(text).map { .integer($0) } ?? .number(number)), "\(text)")
        }
    }

    @Test func `short decimals read as the library reads them`() throws {
        var generator = SeededGenerator(state: 2)
        for _ in 0..<20_000 {
            let digits = UInt64.random(in: 0..<(1 << UInt64.random(in: 1...63, using: &generator)), using: &generator)
            let text = "\(digits)e\(Int.random(in: -30...30, using: &generator))"
            #expect(try parse(text) == .number(try #require(Double(text))), "\(text)")
        }
    }
}
