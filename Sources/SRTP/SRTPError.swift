/// Why a packet was neither protected nor opened. It is to be dropped.
package enum SRTPError: Error, Equatable, Sendable {
    /// Not a packet of version 2, or shorter than its own header says.
    case malformed
    /// The buffer cannot hold what protection adds.
    case noRoom
    /// The tag is not that of the packet: forged, damaged, or of other keys.
    case forged
    /// The index was seen already (RFC 3711 §3.3.2).
    case replayed
    /// The index lies before the replay window.
    case tooOld
    /// An RTCP packet whose E bit is not set (RFC 3711 §3.4).
    case notEncrypted
    /// One source more than the session may have.
    case tooManySources
    /// The index has come to its end, and only new keys could go on (RFC 3711 §9.2).
    case keysExhausted
    /// The library of ciphers failed.
    case cipherFailed
}
