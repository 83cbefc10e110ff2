/// One Ogg page of whole packets (RFC 3533 §6).
///
/// A packet never goes on over the border of two pages, so what was written until any page is a stream of its own.
struct Page: Equatable, Sendable {
    /// Lacing values that a page has room for.
    static let maxSegments = 255
    private static let checksumOffset = 22

    struct Flags: OptionSet, Equatable, Sendable {
        let rawValue: UInt8
        static let first = Flags(rawValue: 2), last = Flags(rawValue: 4)
    }

    private var lacing: [UInt8] = []
    private var body: [UInt8] = []

    var isEmpty: Bool { lacing.isEmpty }

    /// Whether a packet of so many bytes fits behind the others.
    func hasRoom(for count: Int) -> Bool { lacing.count + count / 255 + 1 <= Self.maxSegments }

    /// Takes a packet in, for which there must be room; the rest of a longer one is left out.
    mutating func append(_ packet: UnsafeRawBufferPointer) {
        let room = (Self.maxSegments - lacing.count) * 255 - 1
        guard room > 0 else { return }
        let packet = UnsafeRawBufferPointer(rebasing: packet.prefix(room))
        for _ in 0..<packet.count / 255 { lacing.append(255) }
        lacing.append(UInt8(packet.count % 255))
        body.append(contentsOf: packet)
    }

    /// The page's bytes; afterwards it is empty and keeps its storage.
    mutating func take(_ flags: Flags, granule: UInt64, serial: UInt32, number: UInt32) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(27 + lacing.count + body.count)
        bytes += [0x4F, 0x67, 0x67, 0x53, 0, flags.rawValue]
        bytes.appendLittleEndian(granule)
        bytes.appendLittleEndian(serial)
        bytes.appendLittleEndian(number)
        bytes.appendLittleEndian(UInt32(0))
        bytes.append(UInt8(lacing.count))
        bytes += lacing
        bytes += body
        let checksum = bytes.withUnsafeBytes(PageChecksum.of)
        for index in 0..<4 { bytes[Self.checksumOffset + index] = UInt8(truncatingIfNeeded: checksum >> UInt32(index * 8)) }
        lacing.removeAll(keepingCapacity: true)
        body.removeAll(keepingCapacity: true)
        return bytes
    }
}

extension [UInt8] {
    mutating func appendLittleEndian(_ number: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
    }
}
