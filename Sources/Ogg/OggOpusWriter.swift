import Audio

/// Makes an Ogg Opus file of one channel, piece by piece (RFC 7845).
///
/// What it gives out is to be appended to the file in that order. The file is whole after each page, so one that was cut
/// off plays until its last second. A page goes out when the packet after it comes, so that there is one left to end with.
package struct OggOpusWriter: Equatable, Sendable {
    /// Samples at 48 kHz by which libopus' encoder for voice is late at 48 kHz, which a player leaves out at the beginning.
    package static let preSkip: UInt16 = 312
    /// 20 ms of silence: Opus of one channel in CELT mode whose frame says that it is silent (RFC 6716 §4.3).
    package static let silence: [UInt8] = [0xF8, 0xFF, 0xFE]
    /// Samples of a page, after which it is full.
    private static let pageSamples: UInt64 = 48_000

    /// Bytes of the longest packet of one stream: 120 ms (RFC 7845 §6).
    private static let maxPacket = 61_440

    private let serial: UInt32
    private var page = Page()
    private var number: UInt32 = 0
    /// Samples of all packets taken, also of those in the page that is being filled.
    private var samples: UInt64 = 0
    /// Those until the end of the last page given out.
    private var written: UInt64 = 0

    /// `serial` tells streams apart (RFC 3533 §4); any number will do.
    package init(serial: UInt32) { self.serial = serial }

    /// Milliseconds of what was taken.
    package var milliseconds: Int64 { Int64(clamping: samples / 48) }

    /// The pages before all sound: what the stream is, and what it is called.
    package mutating func head(_ tags: OpusTags) -> [UInt8] {
        var head = Array("OpusHead".utf8)
        // Version 1, one channel.
        head += [1, 1]
        head.appendLittleEndian(Self.preSkip)
        head.appendLittleEndian(UInt32(48_000))
        // No gain, one stream of one channel (family 0).
        head += [0, 0, 0]
        head.withUnsafeBytes { page.append($0) }
        let first = give(.first)
        tags.packet.withUnsafeBytes { page.append($0) }
        return first + give([])
    }

    /// Takes an Opus packet and gives a page when one is full. What is no packet of one stream stands for silence.
    package mutating func add(_ packet: UnsafeRawBufferPointer) -> [UInt8] {
        guard packet.count <= Self.maxPacket, let count = OpusPacket.sampleCount(packet) else { return addSilence() }
        let isFull = samples - written + UInt64(count) > Self.pageSamples || !page.hasRoom(for: packet.count)
        let full = isFull && !page.isEmpty ? give([]) : []
        page.append(packet)
        samples += UInt64(count)
        return full
    }

    package mutating func add(_ packet: [UInt8]) -> [UInt8] { packet.withUnsafeBytes { add($0) } }

    /// Takes 20 ms in which nothing is to be heard.
    package mutating func addSilence() -> [UInt8] { add(Self.silence) }

    /// The last page. Nothing may be added afterwards.
    package mutating func finish() -> [UInt8] { give(.last) }

    private mutating func give(_ flags: Page.Flags) -> [UInt8] {
        let bytes = page.take(flags, granule: samples, serial: serial, number: number)
        number &+= 1
        written = samples
        return bytes
    }
}
