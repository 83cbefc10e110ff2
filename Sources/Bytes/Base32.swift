/// A 64-bit number as 13 characters of Crockford's base 32 in lower case, most significant first.
///
/// Texts sort as their numbers do, and each number has exactly one text.
package enum Base32 {
    package static let length = 13

    package static func encode(_ number: UInt64) -> String {
        String(unsafeUninitializedCapacity: length) { output in
            for index in 0..<length {
                let value = UInt8(truncatingIfNeeded: number >> UInt64((length - 1 - index) * 5)) & 0x1F
                output.initializeElement(at: index, to: character(index == 0 ? value & 0x0F : value))
            }
            return length
        }
    }

    /// The number, or nil unless the text is exactly what `encode` makes of it.
    package static func decode(_ text: String) -> UInt64? {
        guard text.utf8.count == length else { return nil }
        var number: UInt64 = 0
        for character in text.utf8 {
            guard let value = value(character), number >> 59 == 0 else { return nil }
            number = number << 5 | UInt64(value)
        }
        return number
    }

    /// The alphabet leaves out i, l, o and u.
    private static func character(_ value: UInt8) -> UInt8 {
        switch value {
        case 0..<10: value &+ UInt8(ascii: "0")
        case 10..<18: value &- 10 &+ UInt8(ascii: "a")
        case 18..<20: value &- 18 &+ UInt8(ascii: "j")
        case 20..<22: value &- 20 &+ UInt8(ascii: "m")
        case 22..<27: value &- 22 &+ UInt8(ascii: "p")
        default: value &- 27 &+ UInt8(ascii: "v")
        }
    }

    private static func value(_ character: UInt8) -> UInt8? {
        switch character {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): character &- UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "h"): character &- UInt8(ascii: "a") &+ 10
        case UInt8(ascii: "j")...UInt8(ascii: "k"): character &- UInt8(ascii: "j") &+ 18
        case UInt8(ascii: "m")...UInt8(ascii: "n"): character &- UInt8(ascii: "m") &+ 20
        case UInt8(ascii: "p")...UInt8(ascii: "t"): character &- UInt8(ascii: "p") &+ 22
        case UInt8(ascii: "v")...UInt8(ascii: "z"): character &- UInt8(ascii: "v") &+ 27
        default: nil
        }
    }
}
