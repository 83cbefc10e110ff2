/// An SRTP protection profile by its number in a use_srtp extension (RFC 5764 §4.1.2, RFC 7714 §14.2).
package enum ProtectionProfile: UInt16, CaseIterable, Equatable, Sendable {
    /// AES counter mode with a tag of 80 bits, which every WebRTC endpoint has (RFC 8827 §6.5).
    case aes128CounterSHA1 = 0x0001
    case aes128GCM = 0x0007
    case aes256GCM = 0x0008

    /// The bytes of a master key.
    package var keyLength: Int {
        switch self {
        case .aes128CounterSHA1, .aes128GCM: 16
        case .aes256GCM: 32
        }
    }

    /// The bytes of a master salt: 112 bits for counter mode, 96 for GCM (RFC 5764 §4.1.2, RFC 7714 §12).
    package var saltLength: Int {
        switch self {
        case .aes128CounterSHA1: 14
        case .aes128GCM, .aes256GCM: 12
        }
    }

    /// What the library calls it.
    var libraryName: String {
        switch self {
        case .aes128CounterSHA1: "SRTP_AES128_CM_SHA1_80"
        case .aes128GCM: "SRTP_AEAD_AES_128_GCM"
        case .aes256GCM: "SRTP_AEAD_AES_256_GCM"
        }
    }
}
