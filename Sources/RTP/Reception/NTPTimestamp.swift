/// Wall-clock time as of NTP: seconds since 1900 and their fractions of 32 bits (RFC 3550 §4).
package struct NTPTimestamp: Hashable, Sendable {
    package var rawValue: UInt64

    package init(_ rawValue: UInt64) { self.rawValue = rawValue }

    /// From the time since 1970.
    package init(sinceEpoch time: Duration) {
        let (seconds, attoseconds) = time.components
        let fraction = (Int128(attoseconds) << 32) / 1_000_000_000_000_000_000
        let whole = Int128(seconds) + 2_208_988_800
        rawValue = UInt64(truncatingIfNeeded: (whole << 32) + fraction)
    }

    /// The middle 32 bits: units of 1/65536 second.
    package var compact: UInt32 { UInt32(truncatingIfNeeded: rawValue >> 16) }
}

/// One moment on the wall clock and on a source's media clock, as a sender report gives it (RFC 3550 §6.4.1).
///
/// A sender keeps one to stamp its reports; a receiver keeps the last to bring sources of one peer together.
package struct ClockMapping: Equatable, Sendable {
    package let time: NTPTimestamp
    package let timestamp: RTPTimestamp
    /// Ticks a second, at least 1.
    package let clockRate: UInt32

    package init(time: NTPTimestamp, timestamp: RTPTimestamp, clockRate: UInt32) {
        self.time = time
        self.timestamp = timestamp
        self.clockRate = max(clockRate, 1)
    }

    /// The media clock at a time of the wall clock.
    package func timestamp(at time: NTPTimestamp) -> RTPTimestamp {
        let step = Int64(bitPattern: time.rawValue &- self.time.rawValue)
        return timestamp.advanced(by: Int(truncatingIfNeeded: (Int128(step) * Int128(clockRate)) >> 32))
    }

    /// The wall clock at a moment of the media clock, less than half a round away.
    package func time(of timestamp: RTPTimestamp) -> NTPTimestamp {
        let step = (Int128(timestamp.distance(from: self.timestamp)) << 32) / Int128(clockRate)
        return NTPTimestamp(time.rawValue &+ UInt64(truncatingIfNeeded: step))
    }
}
