import COpenSSLDTLS

/// The library's side of one connection: bytes in, records out, through memory.
final class TLSSession {
    enum Step: Equatable {
        /// More datagrams are needed.
        case waiting
        /// The handshake has ended well.
        case done
        /// The peer said close_notify.
        case closed
        case failed(DTLSFailure)
    }

    private let session: OpaquePointer
    private let input: OpaquePointer
    private let output: OpaquePointer
    private let expected: CertificateFingerprint
    private var isWrongCertificate = false

    init(_ context: DTLSContext, role: DTLSPeer.Role, expecting fingerprint: CertificateFingerprint) throws(DTLSError) {
        guard let session = SSL_new(context.pointer) else { throw .library(step: "session") }
        guard let input = BIO_new(BIO_s_mem()), let output = BIO_new(BIO_s_mem()) else {
            SSL_free(session)
            throw .library(step: "memory")
        }
        (self.session, self.input, self.output, expected) = (session, input, output, fingerprint)
        confab_dtls_never_ends(input)
        confab_dtls_never_ends(output)
        SSL_set_bio(session, input, output)
        confab_dtls_set_mtu(session, DTLSPeer.mtu)
        // The library's own timer never fires: see `OutgoingFlight`.
        DTLS_set_timer_cb(session) { _, _ in .max }
        SSL_set_ex_data(session, 0, Unmanaged.passUnretained(self).toOpaque())
        switch role {
        case .server: SSL_set_accept_state(session)
        case .client: SSL_set_connect_state(session)
        }
    }

    deinit { SSL_free(session) }

    /// Whether the peer's certificate is the promised one; the library verifies that the peer has its key.
    static let verify: @convention(c) (OpaquePointer?, UnsafeMutableRawPointer?) -> CInt = { store, _ in
        guard let store, let session = X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx()),
            let own = SSL_get_ex_data(OpaquePointer(session), 0), let certificate = X509_STORE_CTX_get0_cert(store)
        else { return 0 }
        let this = Unmanaged<TLSSession>.fromOpaque(own).takeUnretainedValue()
        if CertificateFingerprint(of: certificate) == this.expected { return 1 }
        this.isWrongCertificate = true
        X509_STORE_CTX_set_error(store, X509_V_ERR_CERT_REJECTED)
        return 0
    }

    /// Gives the library one datagram.
    func feed(_ datagram: [UInt8]) {
        _ = datagram.withUnsafeBytes { BIO_write(input, $0.baseAddress, CInt($0.count)) }
    }

    /// Goes on with the handshake as far as the input reaches.
    func shakeHands() -> Step {
        ERR_clear_error()
        let result = SSL_do_handshake(session)
        return result == 1 ? .done : step(after: result)
    }

    /// Reads what an ended handshake is followed by. Application data has no meaning here and is dropped.
    func read() -> Step {
        withUnsafeTemporaryAllocation(byteCount: 1024, alignment: 1) { buffer in
            ERR_clear_error()
            var result: CInt
            repeat { result = SSL_read(session, buffer.baseAddress, CInt(buffer.count)) } while result > 0
            return step(after: result)
        }
    }

    /// Gives back the buffers of records, which are larger than all the rest; they are made again when a datagram comes.
    func rest() { SSL_free_buffers(session) }

    /// Says close_notify.
    func close() {
        ERR_clear_error()
        guard SSL_alloc_buffers(session) == 1 else { return }
        _ = SSL_shutdown(session)
        ERR_clear_error()
    }

    /// The records written since the last call, one behind another.
    func takeOutput() -> [UInt8] {
        let count = BIO_ctrl_pending(output)
        guard count > 0 else { return [] }
        return [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = max(0, Int(BIO_read(output, buffer.baseAddress, CInt(count))))
        }
    }

    /// The keys of an ended handshake; nil when no profile was agreed on.
    func keyingMaterial() -> KeyingMaterial? {
        guard let selected = SSL_get_selected_srtp_profile(session),
            let profile = ProtectionProfile(rawValue: UInt16(truncatingIfNeeded: selected.pointee.id))
        else { return nil }
        let label = KeyingMaterial.label
        var bytes = [UInt8](repeating: 0, count: KeyingMaterial.exportedLength(profile))
        guard SSL_export_keying_material(session, &bytes, bytes.count, label, label.utf8.count, nil, 0, 0) == 1 else { return nil }
        return KeyingMaterial(bytes, profile: profile)
    }

    private func step(after result: CInt) -> Step {
        defer { ERR_clear_error() }
        switch SSL_get_error(session, result) {
        case SSL_ERROR_WANT_READ, SSL_ERROR_WANT_WRITE: return .waiting
        case SSL_ERROR_ZERO_RETURN: return .closed
        default: return .failed(failure())
        }
    }

    private func failure() -> DTLSFailure {
        if isWrongCertificate { return .wrongCertificate }
        let reason = ERR_GET_REASON(ERR_peek_error())
        // A fatal alert of the peer is its number above a thousand.
        if let alert = UInt8(exactly: reason - SSL_AD_REASON_OFFSET) { return .alert(alert) }
        return .violation(reason: reason)
    }
}
