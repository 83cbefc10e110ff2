/// What went wrong on our own side.
package enum DTLSError: Error, Equatable, Sendable {
    /// The library refused what is asked of it at `step`.
    case library(step: String)
}

/// Why a handshake or a connection came to nothing.
package enum DTLSFailure: Error, Equatable, Sendable {
    /// The peer's certificate is not the one its SDP promised (RFC 8827 §6.5).
    case wrongCertificate
    /// The peer has none of our SRTP profiles, or no use_srtp at all.
    case noCommonProfile
    /// The peer sent this fatal alert (RFC 5246 §7.2).
    case alert(UInt8)
    /// The peer broke the protocol; `reason` is the library's number for it.
    case violation(reason: Int32)
    /// The handshake did not end in time.
    case timedOut
    /// More datagrams came than any handshake needs.
    case tooManyDatagrams
}
