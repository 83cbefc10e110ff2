/// Why an offer that is well written cannot be answered.
package enum OfferRefusal: Error, Equatable, Sendable {
    /// No section has a medium, a codec and a transport that the server takes.
    case nothingAcceptable
    /// `a=ice-ufrag` or `a=ice-pwd` is missing.
    case noCredentials
    /// No fingerprint of SHA-256, SHA-384 or SHA-512.
    case noFingerprint
    /// The peer wants the server to begin DTLS, or does not say who begins.
    case wrongSetup
    /// Both sides would only answer checks (RFC 8445 §6.1.1).
    case bothLite
    /// A section goes the wrong way for WHIP or WHEP.
    case wrongDirection
    /// WHIP and WHEP demand that all sections share one transport (RFC 9725 §4.4.1).
    case notBundled

    package var words: String {
        switch self {
        case .nothingAcceptable: "No section of the offer has a codec and a transport that this server takes"
        case .noCredentials: "The offer has no a=ice-ufrag and a=ice-pwd"
        case .noFingerprint: "The offer has no fingerprint of SHA-256, SHA-384 or SHA-512"
        case .wrongSetup: "The offer must have a=setup:actpass or a=setup:active"
        case .bothLite: "The offer is of ICE-lite, as the server is"
        case .wrongDirection: "A section of the offer goes the wrong way"
        case .notBundled: "All sections of the offer must be in one bundle"
        }
    }
}
