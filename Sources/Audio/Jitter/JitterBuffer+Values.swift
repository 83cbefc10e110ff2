extension JitterBuffer {
    /// What RTP says of a packet, and what its payload says of its length.
    package struct Packet: Equatable, Sendable {
        package var source: UInt32
        package var sequence: UInt16
        /// In units of the payload's clock; `clockScale` of them make a sample at 48 kHz.
        package var timestamp: UInt32
        /// Samples at 48 kHz.
        package var duration: Int
        /// Samples at 48 kHz in one unit of the timestamp: 1 for Opus, 6 for G.711.
        package var clockScale: Int

        package init(source: UInt32, sequence: UInt16, timestamp: UInt32, duration: Int = 960, clockScale: Int = 1) {
            self.source = source
            self.sequence = sequence
            self.timestamp = timestamp
            self.duration = duration
            self.clockScale = clockScale
        }
    }

    /// What became of a packet.
    package enum Arrival: Equatable, Sendable {
        case kept, late, duplicate
        /// The first of a talker, of a new source, or after a jump.
        case restarted
        /// Empty, too long, or far from all others.
        case refused
    }

    /// What the next sound is made of.
    package enum Action: Equatable, Sendable {
        case decode([UInt8])
        /// The lost samples before this packet, which is kept.
        case decodePrevious([UInt8], samples: Int)
        case conceal(samples: Int)
        /// Nothing is to be heard for now.
        case silence
    }

    /// How what was just taken should be played.
    package enum Pace: Equatable, Sendable {
        case even
        /// Shorter by at most so many samples; in haste whatever it sounds like.
        case faster(most: Int, inHaste: Bool)
        case slower
    }

    package struct Counts: Equatable, Sendable {
        package var received = 0, late = 0, duplicate = 0, refused = 0, restarted = 0
        package var decoded = 0, recovered = 0, concealed = 0, discarded = 0

        package init() {}
    }
}
