/// The masking of a client's payload (RFC 6455 §5.3): each byte is combined with one of four in turn.
enum Masking {
    /// An unmasked copy of a whole payload.
    @inline(__always)
    static func unmasked(_ payload: UnsafeRawBufferPointer, mask: UInt32) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: payload.count) { output, initialized in
            apply(mask, from: payload, to: UnsafeMutableRawBufferPointer(output))
            initialized = payload.count
        }
    }

    /// Appends a piece of a payload that begins at `offset` within its frame.
    static func append(_ piece: UnsafeRawBufferPointer, to bytes: inout [UInt8], mask: UInt32, offset: Int) {
        let start = bytes.count
        bytes.append(contentsOf: piece)
        bytes.withUnsafeMutableBytes {
            let added = UnsafeMutableRawBufferPointer(rebasing: $0[start...])
            apply(rotated(mask, by: offset), from: UnsafeRawBufferPointer(added), to: added)
        }
    }

    /// The key as it stands `offset` bytes into the frame.
    private static func rotated(_ mask: UInt32, by offset: Int) -> UInt32 {
        let bits = UInt32(truncatingIfNeeded: (offset & 3) * 8), key = UInt32(littleEndian: mask)
        return bits == 0 ? mask : (key >> bits | key << (32 &- bits)).littleEndian
    }

    /// Writes as many bytes as the source has; the target is never shorter, and may be the same memory.
    @inline(__always)
    private static func apply(_ mask: UInt32, from source: UnsafeRawBufferPointer, to target: UnsafeMutableRawBufferPointer) {
        guard let from = source.baseAddress, let to = target.baseAddress else { return }
        let count = min(source.count, target.count)
        let word = UInt64(mask) << 32 | UInt64(mask)
        let wide = SIMD4<UInt64>(repeating: word)
        var at = 0
        while count &- at >= 32 {
            let block = from.loadUnaligned(fromByteOffset: at, as: SIMD4<UInt64>.self) ^ wide
            to.storeBytes(of: block, toByteOffset: at, as: SIMD4<UInt64>.self)
            at &+= 32
        }
        while count &- at >= 8 {
            to.storeBytes(of: from.loadUnaligned(fromByteOffset: at, as: UInt64.self) ^ word, toByteOffset: at, as: UInt64.self)
            at &+= 8
        }
        var key = UInt32(littleEndian: mask)
        while at < count {
            let byte = from.load(fromByteOffset: at, as: UInt8.self) ^ UInt8(truncatingIfNeeded: key)
            to.storeBytes(of: byte, toByteOffset: at, as: UInt8.self)
            key = key >> 8 | key << 24
            at &+= 1
        }
    }
}
