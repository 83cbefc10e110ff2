/// The key of MESSAGE-INTEGRITY, made ready once: HMAC-SHA1 (RFC 2104) with the password as it is (RFC 8489 §9.1.1).
///
/// The two blocks that depend on the key alone are hashed here and never again.
package struct IntegrityKey: Sendable {
    private var inner = SHA1Digest()
    private var outer = SHA1Digest()

    package init(password: String) {
        var key = Array(password.utf8)
        if key.count > SHA1Digest.blockSize { key = Self.hash(key) }
        key += [UInt8](repeating: 0, count: SHA1Digest.blockSize - key.count)
        key.map { $0 ^ 0x36 }.withUnsafeBytes { inner.take(blocks: $0) }
        key.map { $0 ^ 0x5C }.withUnsafeBytes { outer.take(blocks: $0) }
    }

    /// The code of a message up to its MESSAGE-INTEGRITY, with the length that its head must show for this.
    func code(of message: UnsafeRawBufferPointer, length: UInt16) -> SHA1Digest {
        var digest = inner
        Self.finish(&digest, message, blocksBefore: 1, length: length)
        var result = outer
        withUnsafeTemporaryAllocation(byteCount: SHA1Digest.size, alignment: 8) { bytes in
            digest.write(to: bytes)
            Self.finish(&result, UnsafeRawBufferPointer(bytes), blocksBefore: 1, length: nil)
        }
        return result
    }

    private static func hash(_ bytes: [UInt8]) -> [UInt8] {
        var digest = SHA1Digest()
        bytes.withUnsafeBytes { finish(&digest, $0, blocksBefore: 0, length: nil) }
        var hash = [UInt8](repeating: 0, count: SHA1Digest.size)
        hash.withUnsafeMutableBytes { digest.write(to: $0) }
        return hash
    }

    /// Takes the last bytes, a one bit, zeros and the length of all in bits (RFC 3174 §4).
    private static func finish(
        _ digest: inout SHA1Digest, _ bytes: UnsafeRawBufferPointer, blocksBefore: Int, length: UInt16?
    ) {
        let block = SHA1Digest.blockSize
        let size = (bytes.count &+ 9 &+ block &- 1) / block &* block
        withUnsafeTemporaryAllocation(byteCount: size, alignment: 8) { padded in
            padded.copyMemory(from: bytes)
            for index in bytes.count..<size { padded[index] = 0 }
            padded[bytes.count] = 0x80
            let bits = UInt64(bytes.count &+ blocksBefore &* block) &* 8
            padded.storeBytes(of: bits.bigEndian, toByteOffset: size &- 8, as: UInt64.self)
            if let length, bytes.count >= 4 { padded.storeBytes(of: length.bigEndian, toByteOffset: 2, as: UInt16.self) }
            digest.take(blocks: UnsafeRawBufferPointer(padded))
        }
    }
}
