// Numbers in network order, at offsets that the caller has compared with the length.

extension UnsafeRawBufferPointer {
    @inline(__always)
    func uint16(at offset: Int) -> UInt16 { UInt16(bigEndian: loadUnaligned(fromByteOffset: offset, as: UInt16.self)) }

    @inline(__always)
    func uint24(at offset: Int) -> UInt32 { UInt32(self[offset]) << 16 | UInt32(uint16(at: offset &+ 1)) }

    @inline(__always)
    func uint32(at offset: Int) -> UInt32 { UInt32(bigEndian: loadUnaligned(fromByteOffset: offset, as: UInt32.self)) }

    @inline(__always)
    func uint64(at offset: Int) -> UInt64 { UInt64(bigEndian: loadUnaligned(fromByteOffset: offset, as: UInt64.self)) }

    @inline(__always)
    func part(_ range: Range<Int>) -> UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: self[range]) }
}

extension UnsafeMutableRawBufferPointer {
    @inline(__always)
    func store<Number: FixedWidthInteger>(_ number: Number, at offset: Int) {
        storeBytes(of: number.bigEndian, toByteOffset: offset, as: Number.self)
    }

    @inline(__always)
    func store24(_ number: UInt32, at offset: Int) {
        self[offset] = UInt8(truncatingIfNeeded: number >> 16)
        store(UInt16(truncatingIfNeeded: number), at: offset &+ 1)
    }
}
