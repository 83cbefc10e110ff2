/// The checksum of an Ogg page (RFC 3533 §6): CRC-32 of 0x04C11DB7, highest bit first, begun with zero and not inverted.
enum PageChecksum {
    private static let polynomial: UInt32 = 0x04C1_1DB7

    /// Eight tables of 256: the n-th says what a byte adds that n more bytes follow.
    private static let tables: [UInt32] = {
        var tables = [UInt32](repeating: 0, count: 8 * 256)
        for byte in 0..<256 {
            var value = UInt32(byte) << 24
            for _ in 0..<8 { value = value << 1 ^ (value >> 31 == 1 ? polynomial : 0) }
            tables[byte] = value
        }
        for index in 256..<tables.count {
            let before = tables[index - 256]
            tables[index] = before << 8 ^ tables[Int(before >> 24)]
        }
        return tables
    }()

    static func of(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
        tables.withUnsafeBufferPointer { tables in
            var value: UInt32 = 0
            var at = 0
            while at &+ 8 <= bytes.count {
                let word = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)) ^ UInt64(value) << 32
                value = 0
                for slice in 0..<8 {
                    value ^= tables[slice << 8 | Int(truncatingIfNeeded: word >> UInt64(slice << 3)) & 0xFF]
                }
                at &+= 8
            }
            for byte in bytes[at...] { value = value << 8 ^ tables[Int(value >> 24) ^ Int(byte)] }
            return value
        }
    }
}
