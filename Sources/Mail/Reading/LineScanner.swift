#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Walks the lines of some bytes; a line ends at LF, CR LF, or the end.
struct LineScanner {
    private let bytes: ArraySlice<UInt8>
    private(set) var position: Int

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        position = bytes.startIndex
    }

    /// What has not been walked yet.
    var rest: ArraySlice<UInt8> { bytes[position...] }

    /// The next line without its end, or nil after the last.
    mutating func next() -> ArraySlice<UInt8>? {
        guard position < bytes.endIndex else { return nil }
        let start = position
        let end = Self.index(of: 0x0A, in: bytes[start...]) ?? bytes.endIndex
        position = end < bytes.endIndex ? end + 1 : end
        let line = bytes[start..<end]
        return end < bytes.endIndex && line.last == 0x0D ? line.dropLast() : line
    }

    /// The position of the first such byte.
    static func index(of byte: UInt8, in bytes: ArraySlice<UInt8>) -> Int? {
        bytes.withUnsafeBytes { buffer in
            guard let base = buffer.baseAddress, let found = memchr(base, CInt(byte), buffer.count) else { return nil }
            return bytes.startIndex + base.distance(to: UnsafeRawPointer(found))
        }
    }
}
