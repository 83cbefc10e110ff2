/// The protection of what one end sends (RFC 3711, RFC 7714): one value for each direction of an association.
///
/// Packets are protected in place in the caller's buffer, which must have room for `SRTPProfile.maxGrowth` bytes more.
/// Nothing is allocated for a packet but the first of each source. An index is never used twice under one key.
package struct OutboundSRTP: ~Copyable {
    package static let defaultSourceLimit = 64

    private var direction: SRTPDirection

    package init(_ keys: SRTPKeys, sourceLimit: Int = defaultSourceLimit) throws(SRTPError) {
        direction = try SRTPDirection(keys, sourceLimit: sourceLimit)
    }

    package var profile: SRTPProfile { direction.profile }

    /// Goes on under other keys. Indexes and rollover counters keep their sequence (RFC 3711 §3.3.1, §3.4).
    package mutating func rekey(_ keys: SRTPKeys) throws(SRTPError) { try direction.rekey(keys) }

    /// Sets the rollover counter and the next RTCP index of a source that has sent no RTP yet; otherwise nothing happens.
    package mutating func begin(ssrc: UInt32, rollover: UInt32, control: UInt32 = 0) throws(SRTPError) {
        var source = try direction.sources.find(ssrc)
        guard source.packets.highest == nil else { return }
        source.firstRollover = rollover
        source.nextControl = max(source.nextControl, control)
        direction.sources.keep(source)
    }

    /// Protects the RTP packet in the first `count` bytes and says how long it is now.
    package mutating func protectPacket(_ buffer: UnsafeMutableRawBufferPointer, count: Int) throws(SRTPError) -> Int {
        let head = try PacketHead(UnsafeRawBufferPointer(buffer), count: count), growth = profile.packetTagLength
        guard buffer.count &- count >= growth, let base = buffer.baseAddress else { throw .noRoom }
        var source = try direction.sources.find(head.ssrc)
        let index = try source.packetIndex(head.sequence)
        try source.packets.check(index)
        let start = base.assumingMemoryBound(to: UInt8.self)
        try direction.packets.seal(
            PacketCipher.Packet(
                start: start, header: head.size, count: count, ssrc: head.ssrc, index: index,
                word: UInt32(truncatingIfNeeded: index >> 16), tag: start + count))
        source.packets.record(index)
        direction.sources.keep(source)
        return count &+ growth
    }

    /// Protects the RTCP packet in the first `count` bytes, compound or reduced, and says how long it is now.
    package mutating func protectControl(_ buffer: UnsafeMutableRawBufferPointer, count: Int) throws(SRTPError) -> Int {
        let head = try ControlHead(UnsafeRawBufferPointer(buffer), count: count), tag = profile.controlTagLength
        guard buffer.count &- count >= tag &+ 4, let base = buffer.baseAddress else { throw .noRoom }
        var source = try direction.sources.find(head.ssrc)
        guard source.nextControl <= ControlIndex.max else { throw .keysExhausted }
        let word = ControlIndex.encrypted | source.nextControl, start = base.assumingMemoryBound(to: UInt8.self)
        let trailer = ControlIndex.offset(count: count, profile: profile)
        try direction.controls.seal(
            PacketCipher.Packet(
                start: start, header: ControlHead.size, count: count, ssrc: head.ssrc, index: UInt64(source.nextControl),
                word: word, tag: start + count + (profile.isGalois ? 0 : 4)))
        buffer.storeBytes(of: word.bigEndian, toByteOffset: trailer, as: UInt32.self)
        source.nextControl &+= 1
        direction.sources.keep(source)
        return count &+ tag &+ 4
    }
}
