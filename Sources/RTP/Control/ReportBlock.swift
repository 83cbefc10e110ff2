/// What a receiver tells of one source (RFC 3550 §6.4.1).
package struct ReportBlock: Equatable, Sendable {
    /// Bytes.
    static let size = 24

    package var ssrc: UInt32
    /// Of 256 packets, since the last report.
    package var fractionLost: UInt8
    /// Packets, since the beginning; written in 24 bits.
    package var lost: Int32
    /// The highest sequence number, extended by its wraps.
    package var highest: UInt32
    /// Ticks of the source's clock.
    package var jitter: UInt32
    /// The middle of the last sender report's time, or 0.
    package var lastReport: UInt32
    /// How long ago that report came, in units of 1/65536 second.
    package var delay: UInt32

    package init(
        ssrc: UInt32, fractionLost: UInt8, lost: Int32, highest: UInt32, jitter: UInt32, reported: Echo = Echo()
    ) {
        self.ssrc = ssrc
        self.fractionLost = fractionLost
        self.lost = lost
        self.highest = highest
        self.jitter = jitter
        lastReport = reported.lastReport
        delay = reported.delay
    }

    init(_ bytes: UnsafeRawBufferPointer, at start: Int) {
        ssrc = bytes.uint32(at: start)
        fractionLost = bytes[start &+ 4]
        lost = Int32(bitPattern: bytes.uint24(at: start &+ 5) << 8) >> 8
        highest = bytes.uint32(at: start &+ 8)
        jitter = bytes.uint32(at: start &+ 12)
        lastReport = bytes.uint32(at: start &+ 16)
        delay = bytes.uint32(at: start &+ 20)
    }

    func write(_ bytes: UnsafeMutableRawBufferPointer, at start: Int) {
        bytes.store(ssrc, at: start)
        bytes[start &+ 4] = fractionLost
        bytes.store24(UInt32(bitPattern: min(max(lost, -0x80_0000), 0x7F_FFFF)), at: start &+ 5)
        bytes.store(highest, at: start &+ 8)
        bytes.store(jitter, at: start &+ 12)
        bytes.store(lastReport, at: start &+ 16)
        bytes.store(delay, at: start &+ 20)
    }
}

extension ReportBlock {
    /// What of a sender report comes back to its sender.
    package struct Echo: Equatable, Sendable {
        package var lastReport: UInt32 = 0
        package var delay: UInt32 = 0

        package init(lastReport: UInt32 = 0, delay: UInt32 = 0) {
            self.lastReport = lastReport
            self.delay = delay
        }
    }

    /// How long a packet goes there and back, when the block came at a time (RFC 3550 §6.4.1); nil without a report.
    package func roundTrip(at time: NTPTimestamp) -> Duration? {
        guard lastReport != 0 else { return nil }
        let units = Int32(bitPattern: time.compact &- lastReport &- delay)
        return .nanoseconds(Int64(max(units, 0)) * 1_000_000_000 / 65536)
    }
}

/// The blocks of a report.
package struct ReportBlocks: RandomAccessCollection {
    /// How many there may be.
    package static let limit = 31

    private let bytes: UnsafeRawBufferPointer
    package let endIndex: Int

    init?(_ body: UnsafeRawBufferPointer, from start: Int, count: UInt8) {
        guard body.count >= start &+ Int(count) &* ReportBlock.size else { return nil }
        bytes = body.part(start..<body.count)
        endIndex = Int(count)
    }

    package var startIndex: Int { 0 }
    package subscript(position: Int) -> ReportBlock { ReportBlock(bytes, at: position * ReportBlock.size) }
}
