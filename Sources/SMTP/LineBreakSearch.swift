extension UnsafeBufferPointer<UInt8> {
    /// The position of the first CR or LF at or after `start`, or the end.
    @inline(__always)
    func firstLineBreak(from start: Int) -> Int {
        guard let base = baseAddress else { return count }
        let raw = UnsafeRawPointer(base)
        var at = start
        while count &- at >= 8 {
            let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: at, as: UInt64.self))
            // Bytes below 14, the lowest of which is marked rightly.
            let marks = (word &- 0x0E0E_0E0E_0E0E_0E0E) & ~word & 0x8080_8080_8080_8080
            guard marks != 0 else {
                at &+= 8
                continue
            }
            at &+= marks.trailingZeroBitCount / 8
            let byte = base[at]
            if byte == .cr || byte == .lf { return at }
            at &+= 1
        }
        while at < count, base[at] != .cr, base[at] != .lf { at &+= 1 }
        return at
    }
}
