/// The hash of the opening handshake (RFC 3174). It protects nothing here, and must not be used to.
package enum SHA1 {
    private static let blockSize = 64

    package static func digest(_ message: [UInt8]) -> [UInt8] {
        var hash: [UInt32] = [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0]
        let padded = padded(message)
        for start in stride(from: 0, to: padded.count, by: blockSize) {
            process(padded[start..<start + blockSize], into: &hash)
        }
        return hash.flatMap { bigEndian(UInt64($0), bytes: 4) }
    }

    /// The message, a one bit, zeros and the length in bits, in whole blocks (§4).
    private static func padded(_ message: [UInt8]) -> [UInt8] {
        let zeros = (blockSize + 55 - message.count % blockSize) % blockSize
        return message + [0x80] + [UInt8](repeating: 0, count: zeros) + bigEndian(UInt64(message.count) &* 8, bytes: 8)
    }

    private static func bigEndian(_ number: UInt64, bytes: Int) -> [UInt8] {
        (0..<bytes).map { UInt8(truncatingIfNeeded: number >> UInt64((bytes - 1 - $0) * 8)) }
    }

    private static func process(_ block: ArraySlice<UInt8>, into hash: inout [UInt32]) {
        var words: [UInt32] = []
        words.reserveCapacity(80)
        for start in stride(from: block.startIndex, to: block.endIndex, by: 4) {
            words.append(block[start..<start + 4].reduce(0) { $0 << 8 | UInt32($1) })
        }
        for t in 16..<80 {
            words.append(rotate(words[t - 3] ^ words[t - 8] ^ words[t - 14] ^ words[t - 16], by: 1))
        }
        var (a, b, c, d, e) = (hash[0], hash[1], hash[2], hash[3], hash[4])
        for (t, word) in words.enumerated() {
            let next = rotate(a, by: 5) &+ function(t, b, c, d) &+ e &+ word &+ constant(t)
            (e, d, c, b, a) = (d, c, rotate(b, by: 30), a, next)
        }
        for (index, word) in [a, b, c, d, e].enumerated() { hash[index] &+= word }
    }

    /// f(t; B, C, D) (§5).
    private static func function(_ t: Int, _ b: UInt32, _ c: UInt32, _ d: UInt32) -> UInt32 {
        switch t {
        case 0..<20: b & c | ~b & d
        case 40..<60: b & c | b & d | c & d
        default: b ^ c ^ d
        }
    }

    /// K(t) (§5).
    private static func constant(_ t: Int) -> UInt32 {
        switch t {
        case 0..<20: 0x5A82_7999
        case 20..<40: 0x6ED9_EBA1
        case 40..<60: 0x8F1B_BCDC
        default: 0xCA62_C1D6
        }
    }

    private static func rotate(_ word: UInt32, by bits: UInt32) -> UInt32 { word << bits | word >> (32 - bits) }
}
