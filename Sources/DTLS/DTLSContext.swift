import COpenSSLDTLS

/// What all the peers of a server share: its certificate, ciphers, groups and SRTP profiles.
///
/// DTLS 1.2 alone (RFC 6347). A hello that also offers DTLS 1.3 and post-quantum key shares is answered by what
/// 1.2 has: X25519, P-256 or P-384. Peers keep the context alive, so it can be replaced while calls last.
///
/// Unchecked, since it holds a pointer: it is set up before `init` returns and never changed then, and an `SSL_CTX` that is
/// not changed may be used by many threads (`SSL_CTX_new(3)` counts references atomically; there is no session cache).
package final class DTLSContext: @unchecked Sendable {
    private static let ciphers = "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305"
    private static let groups = "X25519:P-256:P-384"
    /// Bytes of a peer's certificates, and so of any of its handshake messages.
    private static let maximumCertificates = 16_384

    package let certificate: DTLSCertificate
    let pointer: OpaquePointer

    /// `profiles` are in the order of our preference.
    package init(
        certificate: DTLSCertificate, profiles: [ProtectionProfile] = [.aes256GCM, .aes128GCM, .aes128CounterSHA1]
    ) throws(DTLSError) {
        guard let pointer = SSL_CTX_new(DTLS_method()) else { throw .library(step: "context") }
        if let step = Self.fill(pointer, certificate, profiles) {
            SSL_CTX_free(pointer)
            throw .library(step: step)
        }
        self.certificate = certificate
        self.pointer = pointer
    }

    deinit { SSL_CTX_free(pointer) }

    /// The step that failed, if one did.
    private static func fill(_ context: OpaquePointer, _ certificate: DTLSCertificate, _ profiles: [ProtectionProfile]) -> String? {
        guard confab_dtls_restrict(context) == 1 else { return "version" }
        guard SSL_CTX_set_cipher_list(context, ciphers) == 1 else { return "ciphers" }
        guard confab_dtls_set_groups(context, groups) == 1 else { return "groups" }
        guard SSL_CTX_use_certificate(context, certificate.certificate) == 1,
            SSL_CTX_use_PrivateKey(context, certificate.key) == 1
        else { return "certificate" }
        // This one function says 0 when all is well.
        let names = profiles.map(\.libraryName).joined(separator: ":")
        guard SSL_CTX_set_tlsext_use_srtp(context, names) == 0 else { return "profiles" }
        confab_dtls_set_max_certificates(context, maximumCertificates)
        SSL_CTX_set_verify(context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nil)
        SSL_CTX_set_cert_verify_callback(context, TLSSession.verify, nil)
        return nil
    }
}
