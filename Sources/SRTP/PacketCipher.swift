import COpenSSL

/// The keys of one direction for its RTP packets or its RTCP packets, in contexts of the cipher that are used again.
///
/// Sealing and opening work in place on a header in clear and a body after it. What failed to open is spoilt.
struct PacketCipher: ~Copyable {
    /// Where a packet lies and what is combined with it.
    struct Packet {
        /// The header.
        let start: UnsafeMutablePointer<UInt8>
        /// Bytes in clear at the start.
        let header: Int
        /// Bytes of header and body.
        let count: Int
        let ssrc: UInt32
        let index: UInt64
        /// The rollover counter, or the E bit and the index of RTCP.
        let word: UInt32
        let tag: UnsafeMutablePointer<UInt8>
    }

    fileprivate enum Integrity {
        /// The tag is the start of a keyed digest, in bytes (RFC 3711 §4.2).
        case sha1(KeyedSHA1, length: Int)
        /// The cipher's own tag (RFC 7714), over the word too if it travels in the packet.
        case galois(coversWord: Bool)
    }

    private let context: OpaquePointer
    private let integrity: Integrity
    /// The session's salt as the first bytes of a number of 16.
    private let salt: UInt128

    deinit { EVP_CIPHER_CTX_free(context) }
}

extension PacketCipher {
    enum Purpose { case packets, controls }

    init(_ keys: SRTPKeys, for purpose: Purpose) throws(SRTPError) {
        let integrity = try Integrity(keys, for: purpose), salt = try Self.salt(keys, for: purpose)
        let context = try Self.context(keys, for: purpose)
        self.integrity = integrity
        self.salt = salt
        self.context = context
    }

    private static func salt(_ keys: SRTPKeys, for purpose: Purpose) throws(SRTPError) -> UInt128 {
        let label: KeyDerivation.Label = purpose == .packets ? .packetSalt : .controlSalt
        let salt = try KeyDerivation(keys).derive(label, count: keys.profile.saltLength)
        return (salt + [UInt8](repeating: 0, count: 16 - salt.count)).reduce(0) { $0 << 8 | UInt128($1) }
    }

    private static func context(_ keys: SRTPKeys, for purpose: Purpose) throws(SRTPError) -> OpaquePointer {
        let label: KeyDerivation.Label = purpose == .packets ? .packetKey : .controlKey
        var key = try KeyDerivation(keys).derive(label, count: keys.profile.keyLength)
        defer { OPENSSL_cleanse(&key, key.count) }
        guard let context = EVP_CIPHER_CTX_new() else { throw .cipherFailed }
        guard EVP_CipherInit_ex(context, keys.profile.cipher, nil, key, nil, 1) == 1 else {
            EVP_CIPHER_CTX_free(context)
            throw .cipherFailed
        }
        return context
    }

    /// Encrypts the body and writes the tag.
    @inline(__always)
    func seal(_ packet: Packet) throws(SRTPError) {
        switch integrity {
        case .sha1(let hmac, let length):
            try transform(packet)
            withDigest(of: packet, by: hmac) { packet.tag.update(from: $0, count: length) }
        case .galois(let coversWord):
            try start(packet, shift: .galois, direction: 1)
            try cover(packet, coversWord: coversWord)
            try translate(packet)
            var written: CInt = 0
            guard EVP_EncryptFinal_ex(context, packet.tag, &written) == 1,
                EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, 16, packet.tag) == 1
            else { throw .cipherFailed }
        }
    }

    /// Compares the tag and decrypts the body.
    @inline(__always)
    func open(_ packet: Packet) throws(SRTPError) {
        switch integrity {
        case .sha1(let hmac, let length):
            guard withDigest(of: packet, by: hmac, { CRYPTO_memcmp($0, packet.tag, length) == 0 }) else { throw .forged }
            try transform(packet)
        case .galois(let coversWord):
            try start(packet, shift: .galois, direction: 0)
            try cover(packet, coversWord: coversWord)
            try translate(packet)
            var written: CInt = 0
            guard EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, 16, packet.tag) == 1 else { throw .cipherFailed }
            guard EVP_DecryptFinal_ex(context, packet.start + packet.count, &written) == 1 else { throw .forged }
        }
    }
}

extension PacketCipher {
    /// How far to the left the source and the index stand in the cipher's starting value of 16 bytes.
    private struct Shift {
        let ssrc: UInt128
        let index: UInt128
        /// RFC 3711 §4.1.1.
        static let counter = Shift(ssrc: 64, index: 16)
        /// RFC 7714 §8.1 and §9.1, of which the first 12 bytes count.
        static let galois = Shift(ssrc: 80, index: 32)
    }

    @inline(__always)
    private func start(_ packet: Packet, shift: Shift, direction: CInt) throws(SRTPError) {
        let mixed = salt ^ UInt128(packet.ssrc) &<< shift.ssrc ^ UInt128(packet.index) &<< shift.index
        var vector = mixed.bigEndian
        let outcome = withUnsafeBytes(of: &vector) {
            EVP_CipherInit_ex(context, nil, nil, nil, $0.assumingMemoryBound(to: UInt8.self).baseAddress, direction)
        }
        guard outcome == 1 else { throw .cipherFailed }
    }

    /// The body under counter mode, which is its own inverse.
    @inline(__always)
    private func transform(_ packet: Packet) throws(SRTPError) {
        try start(packet, shift: .counter, direction: 1)
        try translate(packet)
    }

    @inline(__always)
    private func translate(_ packet: Packet) throws(SRTPError) {
        guard packet.count > packet.header else { return }
        let body = packet.start + packet.header
        var written: CInt = 0
        guard EVP_CipherUpdate(context, body, &written, body, CInt(truncatingIfNeeded: packet.count &- packet.header)) == 1
        else { throw .cipherFailed }
    }

    /// Puts what stays in clear under the cipher's tag.
    @inline(__always)
    private func cover(_ packet: Packet, coversWord: Bool) throws(SRTPError) {
        var written: CInt = 0
        guard EVP_CipherUpdate(context, nil, &written, packet.start, CInt(truncatingIfNeeded: packet.header)) == 1
        else { throw .cipherFailed }
        guard coversWord else { return }
        var word = packet.word.bigEndian
        let outcome = withUnsafeBytes(of: &word) {
            EVP_CipherUpdate(context, nil, &written, $0.assumingMemoryBound(to: UInt8.self).baseAddress, 4)
        }
        guard outcome == 1 else { throw .cipherFailed }
    }

    @inline(__always)
    private func withDigest<Result>(
        of packet: Packet, by hmac: KeyedSHA1, _ body: (UnsafeMutablePointer<UInt8>) -> Result
    ) -> Result {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: KeyedSHA1.digestSize) { digest in
            let start = digest.baseAddress.unsafelyUnwrapped
            hmac.digest(packet.start, count: packet.count, word: packet.word, into: start)
            return body(start)
        }
    }
}

extension PacketCipher.Integrity {
    fileprivate init(_ keys: SRTPKeys, for purpose: PacketCipher.Purpose) throws(SRTPError) {
        let profile = keys.profile, packets = purpose == .packets
        guard !profile.isGalois else {
            self = .galois(coversWord: !packets)
            return
        }
        let label: KeyDerivation.Label = packets ? .packetAuthentication : .controlAuthentication
        var secret = try KeyDerivation(keys).derive(label, count: KeyedSHA1.digestSize)
        defer { OPENSSL_cleanse(&secret, secret.count) }
        self = .sha1(try KeyedSHA1(secret), length: packets ? profile.packetTagLength : profile.controlTagLength)
    }
}

extension SRTPProfile {
    fileprivate var cipher: OpaquePointer? {
        switch self {
        case .aes128CounterSHA1Tag80, .aes128CounterSHA1Tag32: EVP_aes_128_ctr()
        case .aes128Galois: EVP_aes_128_gcm()
        case .aes256Galois: EVP_aes_256_gcm()
        }
    }
}
