/// The two laws of telephony's eight-bit samples at 8 kHz (ITU-T G.711).
package enum G711: Sendable {
    /// North America and Japan (RTP payload type 0, RFC 3551).
    case muLaw
    /// Elsewhere (RTP payload type 8).
    case aLaw

    /// Writes as many samples as there are bytes and room.
    package func decode(_ bytes: UnsafeRawBufferPointer, into samples: UnsafeMutableBufferPointer<Float>) {
        let table = self == .muLaw ? Self.muTable : Self.aTable
        for (index, byte) in zip(samples.indices, bytes) { samples[index] = table[Int(byte)] }
    }

    package func encode(_ sample: Float) -> UInt8 {
        let value = Int(max(-32_768, min(32_767, (sample * 32_768).rounded())))
        return self == .muLaw ? Self.muCode(value) : Self.aCode(value)
    }

    package func decode(_ code: UInt8) -> Float { (self == .muLaw ? Self.muTable : Self.aTable)[Int(code)] }

    private static let muTable = (0..<256).map { Float(muValue(UInt8(truncatingIfNeeded: $0))) / 32_768 }
    private static let aTable = (0..<256).map { Float(aValue(UInt8(truncatingIfNeeded: $0))) / 32_768 }

    /// Sixteen bits of a μ-law code, of which the law itself has fourteen.
    private static func muValue(_ code: UInt8) -> Int {
        let bits = Int(~code)
        let magnitude = ((bits & 0xF) << 3 + 132) << (bits >> 4 & 7) - 132
        return bits & 0x80 != 0 ? -magnitude : magnitude
    }

    private static func muCode(_ value: Int) -> UInt8 {
        let magnitude = min(abs(value), 32_635) + 132
        let segment = Int.bitWidth - 1 - magnitude.leadingZeroBitCount - 7
        let bits = (value < 0 ? 0x80 : 0) | segment << 4 | magnitude >> (segment + 3) & 0xF
        return ~UInt8(truncatingIfNeeded: bits)
    }

    /// Sixteen bits of an A-law code, of which the law itself has thirteen.
    private static func aValue(_ code: UInt8) -> Int {
        let bits = Int(code ^ 0x55), segment = bits >> 4 & 7
        let step = (bits & 0xF) << 4 + 8
        let magnitude = segment == 0 ? step : (step + 256) << (segment - 1)
        return bits & 0x80 != 0 ? magnitude : -magnitude
    }

    private static func aCode(_ value: Int) -> UInt8 {
        let magnitude = min(value < 0 ? -value - 1 : value, 32_767)
        let segment = max(0, Int.bitWidth - 1 - magnitude.leadingZeroBitCount - 7)
        let bits = segment << 4 | magnitude >> max(4, segment + 3) & 0xF
        return UInt8(truncatingIfNeeded: bits | (value >= 0 ? 0x80 : 0)) ^ 0x55
    }
}
