/// Reads numbers (big-endian) and runs of bytes in turn. Each read is whole, or nil and takes nothing.
package struct ByteReader: Sendable {
    private let bytes: [UInt8]
    private var position = 0

    package init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// How many bytes have not been read.
    package var remaining: Int { bytes.count - position }

    package mutating func uint8() -> UInt8? { integer() }
    package mutating func uint16() -> UInt16? { integer() }
    package mutating func uint32() -> UInt32? { integer() }
    package mutating func uint64() -> UInt64? { integer() }

    /// The next `count` bytes.
    package mutating func take(_ count: Int) -> [UInt8]? {
        guard count >= 0, count <= remaining else { return nil }
        defer { position += count }
        return Array(bytes[position..<position + count])
    }

    private mutating func integer<Number: FixedWidthInteger & UnsignedInteger>() -> Number? {
        let size = Number.bitWidth / 8
        guard size <= remaining else { return nil }
        defer { position += size }
        return bytes.withUnsafeBytes { Number(bigEndian: $0.loadUnaligned(fromByteOffset: position, as: Number.self)) }
    }
}
