/// A protection profile as DTLS negotiates it (RFC 5764 §4.1.2, RFC 7714 §14.2).
package enum SRTPProfile: UInt16, CaseIterable, Sendable {
    case aes128CounterSHA1Tag80 = 0x0001
    case aes128CounterSHA1Tag32 = 0x0002
    case aes128Galois = 0x0007
    case aes256Galois = 0x0008

    /// Bytes of the master key, and of the session's encryption keys.
    package var keyLength: Int { self == .aes256Galois ? 32 : 16 }

    /// Bytes of the master salt, and of the session's salts.
    package var saltLength: Int { isGalois ? 12 : 14 }

    /// Bytes of the tag on an RTP packet.
    package var packetTagLength: Int {
        switch self {
        case .aes128CounterSHA1Tag80: 10
        case .aes128CounterSHA1Tag32: 4
        case .aes128Galois, .aes256Galois: 16
        }
    }

    /// Bytes of the tag on an RTCP packet, which the short profile does not shorten.
    package var controlTagLength: Int { isGalois ? 16 : 10 }

    /// Bytes by which an RTCP packet grows, more than an RTP packet does: the tag and the index.
    package var maxGrowth: Int { controlTagLength + 4 }

    /// Bytes to ask of the exporter of DTLS for the keys of both directions (RFC 5764 §4.2).
    package var exportedLength: Int { 2 * (keyLength + saltLength) }

    var isGalois: Bool { self == .aes128Galois || self == .aes256Galois }
}
