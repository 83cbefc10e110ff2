/// What a packet on a shared port is, told by its first bytes (RFC 7983 §7, RFC 5761 §4).
package enum PacketKind: Equatable, Sendable {
    case stun, zrtp, dtls, turnChannel, rtp, rtcp
    /// Nothing that belongs on this port; to be dropped.
    case unknown

    @inline(__always)
    package init(_ packet: UnsafeRawBufferPointer) {
        guard let first = packet.first else {
            self = .unknown
            return
        }
        switch first {
        case 0...3: self = .stun
        case 16...19: self = .zrtp
        case 20...63: self = .dtls
        case 64...79: self = .turnChannel
        case 128...191: self = Self.kind(ofMedia: packet)
        default: self = .unknown
        }
    }

    /// RTCP's packet types 192 to 223 are RTP payload types 64 to 95 with the marker set, which nobody uses.
    @inline(__always)
    private static func kind(ofMedia packet: UnsafeRawBufferPointer) -> PacketKind {
        guard packet.count >= 2 else { return .unknown }
        return (192...223).contains(packet[1]) ? .rtcp : .rtp
    }
}
