/// Base 16: two digits a byte, written in lower case and read in either (RFC 4648 §8).
package enum Hex {
    package static func encode(_ bytes: [UInt8]) -> String {
        String(unsafeUninitializedCapacity: bytes.count * 2) { output in
            for (index, byte) in bytes.enumerated() {
                output.initializeElement(at: index &* 2, to: digit(byte >> 4))
                output.initializeElement(at: index &* 2 &+ 1, to: digit(byte & 0x0F))
            }
            return bytes.count * 2
        }
    }

    /// The bytes, or nil unless the text is an even number of digits for at most `maxBytes` bytes.
    package static func decode(_ text: String, maxBytes: Int) -> [UInt8]? {
        let length = text.utf8.count
        guard length % 2 == 0, length / 2 <= maxBytes else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(length / 2)
        var high: UInt8?
        for character in text.utf8 {
            guard let value = value(character) else { return nil }
            if let first = high {
                bytes.append(first << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        return bytes
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? value &+ UInt8(ascii: "0") : value &- 10 &+ UInt8(ascii: "a")
    }

    private static func value(_ character: UInt8) -> UInt8? {
        switch character {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): character &- UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): character &- UInt8(ascii: "a") &+ 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): character &- UInt8(ascii: "A") &+ 10
        default: nil
        }
    }
}
