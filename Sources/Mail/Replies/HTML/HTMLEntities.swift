/// Character references in text and attributes (WHATWG HTML §13.2.5.72).
enum HTMLEntities {
    private static let maximumNameSize = 16

    static func decode(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        guard bytes.contains(UInt8(ascii: "&")) else { return Array(bytes) }
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var place = bytes.startIndex
        while place < bytes.endIndex {
            if bytes[place] == UInt8(ascii: "&"), let (scalar, end) = reference(bytes, place + 1) {
                out += String(Character(scalar)).utf8
                place = end
            } else {
                out.append(bytes[place])
                place += 1
            }
        }
        return out
    }

    private static func reference(_ bytes: ArraySlice<UInt8>, _ start: Int) -> (Unicode.Scalar, end: Int)? {
        if start < bytes.endIndex, bytes[start] == UInt8(ascii: "#") { return number(bytes, start + 1) }
        let name = bytes[start...].prefix(maximumNameSize).prefix { Markup.isLetter($0) || (0x30...0x39).contains($0) }
        guard !name.isEmpty, let scalar = names[String(decoding: name, as: UTF8.self)] else { return nil }
        let isClosed = name.endIndex < bytes.endIndex && bytes[name.endIndex] == UInt8(ascii: ";")
        guard isClosed || scalar.value < 0x100 && isLegacy(bytes, name.endIndex) else { return nil }
        return (scalar, name.endIndex + (isClosed ? 1 : 0))
    }

    /// Old names may lack their semicolon, unless an address could be meant (`?a=1&copy=2`).
    private static func isLegacy(_ bytes: ArraySlice<UInt8>, _ end: Int) -> Bool {
        end >= bytes.endIndex || bytes[end] != UInt8(ascii: "=")
    }

    private static func number(_ bytes: ArraySlice<UInt8>, _ start: Int) -> (Unicode.Scalar, end: Int)? {
        var place = start
        let isHex = place < bytes.endIndex && bytes[place] | 0x20 == UInt8(ascii: "x")
        if isHex { place += 1 }
        let first = place
        var value: UInt32 = 0
        while place < bytes.endIndex, let digit = digit(bytes[place], isHex) {
            value = min(value * (isHex ? 16 : 10) + digit, 0x11_0000)
            place += 1
        }
        guard place > first else { return nil }
        if place < bytes.endIndex, bytes[place] == UInt8(ascii: ";") { place += 1 }
        return (scalar(value), place)
    }

    private static func digit(_ byte: UInt8, _ isHex: Bool) -> UInt32? {
        if (0x30...0x39).contains(byte) { return UInt32(byte) - 0x30 }
        guard isHex, (0x61...0x66).contains(byte | 0x20) else { return nil }
        return UInt32(byte | 0x20) - 0x57
    }

    /// Numbers from 128 to 159 are windows-1252 in truth.
    private static func scalar(_ value: UInt32) -> Unicode.Scalar {
        let windows: [UInt32] = [
            0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D, 0x17D, 0x8F,
            0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E, 0x178,
        ]
        let value = (128..<160).contains(value) ? windows[Int(value) - 128] : value
        guard value >= 0x20 || value == 0x0A || value == 0x09, let scalar = Unicode.Scalar(value) else { return "\u{FFFD}" }
        return scalar
    }
}
