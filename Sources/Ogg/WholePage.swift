/// A page out of a file, of which every byte is there and right (RFC 3533 §6).
struct WholePage: Equatable, Sendable {
    enum Look: Equatable {
        case page(WholePage)
        /// What is there may be its beginning.
        case short
        case broken
    }

    /// Bytes before the lacing values.
    private static let head = 27
    private static let start: [UInt8] = [0x4F, 0x67, 0x67, 0x53, 0]
    private static let checksum = 22..<26

    private(set) var bytes: [UInt8]
    private let bodyStart: Int

    static func look(at bytes: ArraySlice<UInt8>) -> Look {
        guard zip(bytes, start).allSatisfy(==) else { return .broken }
        guard bytes.count > head else { return .short }
        let bodyStart = head + Int(bytes[bytes.startIndex + head - 1])
        guard bytes.count >= bodyStart else { return .short }
        let size = bytes.prefix(bodyStart).dropFirst(head).reduce(bodyStart) { $0 + Int($1) }
        guard bytes.count >= size else { return .short }
        let page = WholePage(bytes: Array(bytes.prefix(size)), bodyStart: bodyStart)
        return page.summed().bytes == page.bytes ? .page(page) : .broken
    }

    var flags: Page.Flags { Page.Flags(rawValue: bytes[5]) }
    /// Where its last sample stands at 48 kHz; negative where no packet ends in it.
    var granule: Int64 { Int64(bitPattern: number(at: 6, of: 8)) }
    var serial: UInt32 { UInt32(truncatingIfNeeded: number(at: 14, of: 4)) }
    var sequence: UInt32 { UInt32(truncatingIfNeeded: number(at: 18, of: 4)) }
    var body: ArraySlice<UInt8> { bytes[bodyStart...] }
    /// Whether no packet goes on in the next page.
    var endsItsPackets: Bool { bodyStart == Self.head || bytes[bodyStart - 1] < 255 }

    /// The same page as the last of its stream.
    func ended() -> WholePage {
        var page = self
        page.bytes[5] |= Page.Flags.last.rawValue
        return page.summed()
    }

    /// The same page with the checksum that it should have.
    private func summed() -> WholePage {
        var page = self
        for index in Self.checksum { page.bytes[index] = 0 }
        let sum = page.bytes.withUnsafeBytes(PageChecksum.of)
        for (place, index) in Self.checksum.enumerated() { page.bytes[index] = UInt8(truncatingIfNeeded: sum >> UInt32(place * 8)) }
        return page
    }

    private func number(at start: Int, of count: Int) -> UInt64 {
        bytes[start..<start + count].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}
