/// The word that follows an RTCP packet: the E bit and an index of 31 bits (RFC 3711 §3.4).
enum ControlIndex {
    static let encrypted: UInt32 = 1 << 31
    static let max: UInt32 = (1 << 31) - 1

    /// Where the word stands after `count` bytes of packet: before the tag, or after the one of AEAD (RFC 7714 §9.2).
    @inline(__always)
    static func offset(count: Int, profile: SRTPProfile) -> Int { profile.isGalois ? count &+ 16 : count }
}
