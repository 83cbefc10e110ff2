/// The bytes the protocol gives a meaning.
extension UInt8 {
    static let cr: UInt8 = 13
    static let lf: UInt8 = 10
    static let tab: UInt8 = 9
    static let space: UInt8 = 32
    static let dot = UInt8(ascii: ".")
    static let quote = UInt8(ascii: "\"")
    static let backslash = UInt8(ascii: "\\")
    static let at = UInt8(ascii: "@")
    static let colon = UInt8(ascii: ":")
    static let less = UInt8(ascii: "<")
    static let greater = UInt8(ascii: ">")

    var isASCIIDigit: Bool { self >= 0x30 && self <= 0x39 }

    var isASCIILetter: Bool { (self | 0x20) >= 0x61 && (self | 0x20) <= 0x7A }

    /// The character in capitals when it is an ASCII letter.
    var capital: UInt8 { isASCIILetter ? self & 0xDF : self }
}

extension [UInt8] {
    /// The only end of a line there is (RFC 5321 §2.3.8).
    static let crlf: [UInt8] = [.cr, .lf]
}
