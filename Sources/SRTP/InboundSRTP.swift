/// The opening of what the other end sends (RFC 3711, RFC 7714): one value for each direction of an association.
///
/// Packets are opened in place. A packet that is refused changes nothing here, and its buffer is spoilt.
/// A source is remembered from its first authentic packet, and nothing is allocated for those after it.
package struct InboundSRTP: ~Copyable {
    package static let defaultSourceLimit = 64

    private var direction: SRTPDirection

    package init(_ keys: SRTPKeys, sourceLimit: Int = defaultSourceLimit) throws(SRTPError) {
        direction = try SRTPDirection(keys, sourceLimit: sourceLimit)
    }

    package var profile: SRTPProfile { direction.profile }

    /// Goes on under other keys, with the indexes as they are; packets under the old ones are forged from now on.
    package mutating func rekey(_ keys: SRTPKeys) throws(SRTPError) { try direction.rekey(keys) }

    /// Sets the rollover counter of a source of which nothing came yet; otherwise nothing happens.
    package mutating func begin(ssrc: UInt32, rollover: UInt32) throws(SRTPError) {
        var source = try direction.sources.find(ssrc)
        guard source.packets.highest == nil else { return }
        source.firstRollover = rollover
        direction.sources.keep(source)
    }

    /// Opens the RTP packet that fills the buffer and says how long it is in clear.
    package mutating func openPacket(_ buffer: UnsafeMutableRawBufferPointer) throws(SRTPError) -> Int {
        let count = buffer.count &- profile.packetTagLength
        let head = try PacketHead(UnsafeRawBufferPointer(buffer), count: count)
        guard let base = buffer.baseAddress else { throw .malformed }
        var source = try direction.sources.find(head.ssrc)
        let index = try source.packetIndex(head.sequence)
        try source.packets.check(index)
        let start = base.assumingMemoryBound(to: UInt8.self)
        try direction.packets.open(
            PacketCipher.Packet(
                start: start, header: head.size, count: count, ssrc: head.ssrc, index: index,
                word: UInt32(truncatingIfNeeded: index >> 16), tag: start + count))
        source.packets.record(index)
        direction.sources.keep(source)
        return count
    }

    /// Opens the RTCP packet that fills the buffer and says how long it is in clear.
    package mutating func openControl(_ buffer: UnsafeMutableRawBufferPointer) throws(SRTPError) -> Int {
        let count = buffer.count &- profile.controlTagLength &- 4
        let head = try ControlHead(UnsafeRawBufferPointer(buffer), count: count)
        guard let base = buffer.baseAddress else { throw .malformed }
        let trailer = ControlIndex.offset(count: count, profile: profile)
        let word = UInt32(bigEndian: buffer.loadUnaligned(fromByteOffset: trailer, as: UInt32.self))
        guard word & ControlIndex.encrypted != 0 else { throw .notEncrypted }
        var source = try direction.sources.find(head.ssrc)
        let index = UInt64(word & ControlIndex.max)
        try source.controls.check(index)
        let start = base.assumingMemoryBound(to: UInt8.self)
        try direction.controls.open(
            PacketCipher.Packet(
                start: start, header: ControlHead.size, count: count, ssrc: head.ssrc, index: index, word: word,
                tag: start + count + (profile.isGalois ? 0 : 4)))
        source.controls.record(index)
        direction.sources.keep(source)
        return count
    }
}
