import COpenSSLDTLS

/// A P-256 certificate signed by itself, which a server shows to all its peers until it is renewed (RFC 8827 §6.5).
///
/// The key never leaves the library. Serial and key come from the library's random numbers.
///
/// Unchecked, since it holds pointers: they are filled before `init` returns and only read from then on; what the library
/// changes in an `X509` or `EVP_PKEY` by reading (reference counts, cached extensions) it does atomically or under its lock.
package final class DTLSCertificate: @unchecked Sendable {
    /// Seconds a certificate is good for: 30 days.
    package static let lifetime = 30 * 86_400
    /// Seconds by which a peer's clock may be behind.
    private static let leeway = 86_400

    /// What SDP says of it.
    package let fingerprint: CertificateFingerprint
    /// The second since 1970 at which it ends; the caller makes another context well before.
    package let expiresAt: Int
    let certificate: OpaquePointer
    let key: OpaquePointer

    /// Makes one at the given second since 1970.
    package init(at second: Int) throws(DTLSError) {
        guard let key = confab_dtls_p256_key() else { throw .library(step: "key") }
        guard let certificate = X509_new() else {
            EVP_PKEY_free(key)
            throw .library(step: "certificate")
        }
        guard let fingerprint = Self.fill(certificate, key, at: second) else {
            X509_free(certificate)
            EVP_PKEY_free(key)
            throw .library(step: "signature")
        }
        self.certificate = certificate
        self.key = key
        self.fingerprint = fingerprint
        expiresAt = second + Self.lifetime
    }

    deinit {
        X509_free(certificate)
        EVP_PKEY_free(key)
    }

    private static func fill(_ certificate: OpaquePointer, _ key: OpaquePointer, at second: Int) -> CertificateFingerprint? {
        guard let name = X509_NAME_new() else { return nil }
        defer { X509_NAME_free(name) }
        guard X509_set_version(certificate, 2) == 1, setSerial(certificate),
            ASN1_TIME_set(X509_getm_notBefore(certificate), second - leeway) != nil,
            ASN1_TIME_set(X509_getm_notAfter(certificate), second + lifetime) != nil,
            X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, "WebRTC", -1, -1, 0) == 1,
            X509_set_subject_name(certificate, name) == 1, X509_set_issuer_name(certificate, name) == 1,
            X509_set_pubkey(certificate, key) == 1, X509_sign(certificate, key, EVP_sha256()) > 0
        else { return nil }
        return CertificateFingerprint(of: certificate)
    }

    /// 127 random bits, above zero (RFC 5280 §4.1.2.2).
    private static func setSerial(_ certificate: OpaquePointer) -> Bool {
        guard let number = BN_new() else { return false }
        defer { BN_free(number) }
        return BN_rand(number, 127, 0, 0) == 1 && BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate)) != nil
    }
}

extension CertificateFingerprint {
    init?(of certificate: OpaquePointer) {
        var bytes = [UInt8](repeating: 0, count: Self.length), count: UInt32 = 0
        guard X509_digest(certificate, EVP_sha256(), &bytes, &count) == 1 else { return nil }
        self.init(bytes)
    }
}
