import SRTP

extension OutboundSRTP {
    mutating func packet(_ packet: [UInt8]) throws(SRTPError) -> [UInt8] {
        let span = UnsafeMutableRawBufferPointer.allocate(byteCount: packet.count + profile.packetTagLength, alignment: 1)
        defer { span.deallocate() }
        span.copyBytes(from: packet)
        let length = try protectPacket(span, count: packet.count)
        return Array(span.prefix(length))
    }

    mutating func control(_ packet: [UInt8]) throws(SRTPError) -> [UInt8] {
        let span = UnsafeMutableRawBufferPointer.allocate(byteCount: packet.count + profile.maxGrowth, alignment: 1)
        defer { span.deallocate() }
        span.copyBytes(from: packet)
        let length = try protectControl(span, count: packet.count)
        return Array(span.prefix(length))
    }
}

extension InboundSRTP {
    mutating func packet(_ packet: [UInt8]) throws(SRTPError) -> [UInt8] {
        let span = UnsafeMutableRawBufferPointer.allocate(byteCount: packet.count, alignment: 1)
        defer { span.deallocate() }
        span.copyBytes(from: packet)
        let length = try openPacket(span)
        return Array(span.prefix(length))
    }

    mutating func control(_ packet: [UInt8]) throws(SRTPError) -> [UInt8] {
        let span = UnsafeMutableRawBufferPointer.allocate(byteCount: packet.count, alignment: 1)
        defer { span.deallocate() }
        span.copyBytes(from: packet)
        let length = try openControl(span)
        return Array(span.prefix(length))
    }
}
