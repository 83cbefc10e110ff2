@testable import Ogg

/// The pages of a stream, read by the letter of RFC 3533.
struct ReadPage: Equatable {
    var flags: UInt8 = 0
    var granule: UInt64 = 0
    var serial: UInt32 = 0, number: UInt32 = 0
    var packets: [[UInt8]] = []

    static func all(of bytes: [UInt8]) -> [ReadPage]? {
        var pages: [ReadPage] = [], rest = bytes[...]
        while !rest.isEmpty {
            guard let page = next(&rest) else { return nil }
            pages.append(page)
        }
        return pages
    }

    private static func next(_ rest: inout ArraySlice<UInt8>) -> ReadPage? {
        let bytes = Array(rest)
        guard bytes.count >= 27, Array(bytes[..<5]) == Array("OggS".utf8) + [0] else { return nil }
        let lacing = bytes[27..<27 + Int(bytes[26])]
        var at = 27 + lacing.count
        let size = at + lacing.reduce(0) { $0 + Int($1) }
        guard bytes.count >= size, lacing.last != 255, checksum(bytes[..<size]) == number(bytes, 22, 4) else { return nil }
        var page = ReadPage()
        page.flags = bytes[5]
        page.granule = number(bytes, 6, 8)
        page.serial = UInt32(number(bytes, 14, 4))
        page.number = UInt32(number(bytes, 18, 4))
        var packet: [UInt8] = []
        for value in lacing {
            packet += bytes[at..<at + Int(value)]
            at += Int(value)
            guard value < 255 else { continue }
            page.packets.append(packet)
            packet = []
        }
        rest = rest.dropFirst(size)
        return page
    }

    private static func number(_ bytes: [UInt8], _ at: Int, _ count: Int) -> UInt64 {
        bytes[at..<at + count].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// Bit by bit, with the field of the checksum taken as zero.
    static func checksum(_ page: ArraySlice<UInt8>) -> UInt64 {
        var value: UInt32 = 0
        for (index, byte) in page.enumerated() {
            value ^= UInt32((22..<26).contains(index) ? 0 : byte) << 24
            for _ in 0..<8 { value = value << 1 ^ (value >> 31 == 1 ? 0x04C1_1DB7 : 0) }
        }
        return UInt64(value)
    }
}
