/// The state of SHA-1 between two blocks, and at the end its hash (RFC 3174).
struct SHA1Digest: Sendable {
    static let blockSize = 64
    static let size = 20

    private var words = SIMD8<UInt32>(0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0, 0, 0, 0)

    /// Takes whole blocks.
    mutating func take(blocks bytes: UnsafeRawBufferPointer) {
        var at = 0
        while bytes.count &- at >= Self.blockSize {
            take(UnsafeRawBufferPointer(rebasing: bytes[at..<at &+ Self.blockSize]))
            at &+= Self.blockSize
        }
    }

    func write(to output: UnsafeMutableRawBufferPointer) {
        for index in 0..<5 {
            output.storeBytes(of: words[index].bigEndian, toByteOffset: index &* 4, as: UInt32.self)
        }
    }

    /// Tells in constant time whether the bytes are this hash.
    func isEqual(to bytes: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count == Self.size else { return false }
        var difference: UInt32 = 0
        for index in 0..<5 {
            difference |= words[index] ^ UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: index &* 4, as: UInt32.self))
        }
        return difference == 0
    }

    private mutating func take(_ block: UnsafeRawBufferPointer) {
        var schedule = InlineArray<16, UInt32>(repeating: 0)
        for index in 0..<16 {
            schedule[index] = UInt32(bigEndian: block.loadUnaligned(fromByteOffset: index &* 4, as: UInt32.self))
        }
        var (a, b, c, d, e) = (words[0], words[1], words[2], words[3], words[4])
        for t in 0..<80 {
            let word = t < 16 ? schedule[t] : Self.extend(&schedule, t)
            let next = Self.rotate(a, by: 5) &+ Self.mix(t, b, c, d) &+ e &+ word
            (e, d, c, b, a) = (d, c, Self.rotate(b, by: 30), a, next)
        }
        words &+= SIMD8(a, b, c, d, e, 0, 0, 0)
    }

    /// The word W(t), in place of the one that was sixteen before it.
    @inline(__always)
    private static func extend(_ schedule: inout InlineArray<16, UInt32>, _ t: Int) -> UInt32 {
        let sum = schedule[(t &- 3) & 15] ^ schedule[(t &- 8) & 15] ^ schedule[(t &- 14) & 15] ^ schedule[t & 15]
        schedule[t & 15] = rotate(sum, by: 1)
        return schedule[t & 15]
    }

    /// f(t; B, C, D) + K(t) (§5).
    @inline(__always)
    private static func mix(_ t: Int, _ b: UInt32, _ c: UInt32, _ d: UInt32) -> UInt32 {
        switch t {
        case 0..<20: (b & c | ~b & d) &+ 0x5A82_7999
        case 20..<40: (b ^ c ^ d) &+ 0x6ED9_EBA1
        case 40..<60: (b & c | b & d | c & d) &+ 0x8F1B_BCDC
        default: (b ^ c ^ d) &+ 0xCA62_C1D6
        }
    }

    @inline(__always)
    private static func rotate(_ word: UInt32, by bits: UInt32) -> UInt32 { word &<< bits | word &>> (32 &- bits) }
}
