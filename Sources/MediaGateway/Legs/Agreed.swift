import DTLS

/// What was agreed on with a leg.
struct Agreed {
    /// The certificate that it must show.
    let fingerprint: CertificateFingerprint
    /// The name of what is sent to it (RFC 3550 §6.5.1).
    let cname: String
    let audio: AnsweredAudio
}

/// What was agreed on for the sound of a leg.
struct AnsweredAudio: Equatable {
    let mid: String
    let ssrc: UInt32
    let payload: UInt8
    /// The number of the header extension with the level (RFC 6464); nil when there is none.
    let level: UInt8?
    /// Whether the peer takes sound.
    let isSentTo: Bool
}
