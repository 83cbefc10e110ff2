import COpenSSL

/// HMAC-SHA1 under one key (RFC 2104), whose two keyed states are computed once and copied for each packet.
///
/// OpenSSL's own HMAC allocates twice for each message.
struct KeyedSHA1 {
    static let blockSize = 64
    static let digestSize = 20

    private var inner = SHA_CTX()
    private var outer = SHA_CTX()

    /// The key has at most 64 bytes.
    init(_ key: [UInt8]) throws(SRTPError) {
        guard key.count <= Self.blockSize else { throw .cipherFailed }
        let block = key + [UInt8](repeating: 0, count: Self.blockSize - key.count)
        guard SHA1_Init(&inner) == 1, SHA1_Update(&inner, block.map { $0 ^ 0x36 }, block.count) == 1,
            SHA1_Init(&outer) == 1, SHA1_Update(&outer, block.map { $0 ^ 0x5C }, block.count) == 1
        else { throw .cipherFailed }
    }

    /// The digest of the message and of the word after it, in `digestSize` bytes.
    @inline(__always)
    func digest(_ message: UnsafeRawPointer, count: Int, word: UInt32, into digest: UnsafeMutablePointer<UInt8>) {
        var state = inner, word = word.bigEndian
        SHA1_Update(&state, message, count)
        SHA1_Update(&state, &word, 4)
        SHA1_Final(digest, &state)
        state = outer
        SHA1_Update(&state, digest, Self.digestSize)
        SHA1_Final(digest, &state)
    }
}
