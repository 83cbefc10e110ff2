import CSRTP
import SRTP

/// One direction of an association as libsrtp2 protects and opens it.
final class Libsrtp {
    struct Refused: Error, Equatable { let status: UInt32 }
    enum Direction { case inbound, outbound }

    private static let ready = srtp_init() == srtp_err_status_ok
    private var session: srtp_t?
    private var policy = srtp_policy_t()

    /// With a source named, of that source alone.
    init(_ material: Material, _ direction: Direction, ssrc: UInt32? = nil) throws {
        guard Self.ready else { throw Refused(status: 1) }
        switch material.profile {
        case .aes128CounterSHA1Tag80: srtp_crypto_policy_set_rtp_default(&policy.rtp)
        case .aes128CounterSHA1Tag32: srtp_crypto_policy_set_aes_cm_128_hmac_sha1_32(&policy.rtp)
        case .aes128Galois: srtp_crypto_policy_set_aes_gcm_128_16_auth(&policy.rtp)
        case .aes256Galois: srtp_crypto_policy_set_aes_gcm_256_16_auth(&policy.rtp)
        }
        if material.profile.controlTagLength == 10 {
            srtp_crypto_policy_set_rtcp_default(&policy.rtcp)
        } else {
            policy.rtcp = policy.rtp
        }
        policy.ssrc.type = direction == .inbound ? ssrc_any_inbound : ssrc_any_outbound
        if let ssrc {
            policy.ssrc.type = ssrc_specific
            policy.ssrc.value = ssrc
        }
        policy.window_size = 128
        try withKey(material) { srtp_create(&session, &policy) }
    }

    deinit { if let session { srtp_dealloc(session) } }

    func rekey(_ material: Material) throws { try withKey(material) { srtp_update(session, &policy) } }

    func begin(ssrc: UInt32, rollover: UInt32) throws { try check(srtp_set_stream_roc(session, ssrc, rollover)) }

    func protectPacket(_ packet: [UInt8]) throws -> [UInt8] { try run(packet) { srtp_protect(session, $0, $1) } }
    func openPacket(_ packet: [UInt8]) throws -> [UInt8] { try run(packet) { srtp_unprotect(session, $0, $1) } }
    func protectControl(_ packet: [UInt8]) throws -> [UInt8] { try run(packet) { srtp_protect_rtcp(session, $0, $1) } }
    func openControl(_ packet: [UInt8]) throws -> [UInt8] { try run(packet) { srtp_unprotect_rtcp(session, $0, $1) } }

    private func run(
        _ packet: [UInt8], _ body: (UnsafeMutableRawPointer?, UnsafeMutablePointer<CInt>) -> srtp_err_status_t
    ) throws -> [UInt8] {
        var buffer = packet + [UInt8](repeating: 0, count: 160), length = CInt(packet.count)
        try check(buffer.withUnsafeMutableBytes { body($0.baseAddress, &length) })
        return Array(buffer.prefix(Int(length)))
    }

    private func withKey(_ material: Material, _ body: () -> srtp_err_status_t) throws {
        var key = material.key + material.salt
        let status = key.withUnsafeMutableBufferPointer { bytes in
            policy.key = bytes.baseAddress
            defer { policy.key = nil }
            return body()
        }
        try check(status)
    }

    private func check(_ status: srtp_err_status_t) throws {
        guard status == srtp_err_status_ok else { throw Refused(status: status.rawValue) }
    }
}
