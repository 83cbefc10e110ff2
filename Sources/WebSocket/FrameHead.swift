/// The head of a client's frame (RFC 6455 §5.2), checked as far as it can be alone.
struct FrameHead {
    let isFinal: Bool
    let opcode: Opcode
    /// Bytes of payload.
    let length: Int
    /// The masking key as it lies in memory.
    let mask: UInt32
    /// Bytes of the head itself.
    let size: Int

    static let maxSize = 14
    static let maxControlLength = 125

    /// The head at the start of the bytes, or nil when there must come more to tell.
    @inline(__always)
    static func parse(_ bytes: UnsafeRawBufferPointer) throws(WebSocketDecoder.ProtocolError) -> FrameHead? {
        guard bytes.count >= 2 else { return nil }
        let first = bytes[0], second = bytes[1]
        guard first & 0x70 == 0 else { throw .reservedBits }
        guard let opcode = Opcode(rawValue: first & 0x0F) else { throw .unknownOpcode }
        guard second & 0x80 != 0 else { throw .unmasked }
        let short = second & 0x7F, isFinal = first & 0x80 != 0
        if opcode.isControl, !isFinal || short > maxControlLength { throw .badControl }
        let size = short < 126 ? 6 : short == 126 ? 8 : maxSize
        guard bytes.count >= size else { return nil }
        return FrameHead(
            isFinal: isFinal, opcode: opcode, length: try length(bytes, short: short),
            mask: bytes.loadUnaligned(fromByteOffset: size &- 4, as: UInt32.self), size: size)
    }

    /// The payload length, which must be written in the shortest of its three forms.
    @inline(__always)
    private static func length(
        _ bytes: UnsafeRawBufferPointer, short: UInt8
    ) throws(WebSocketDecoder.ProtocolError) -> Int {
        switch short {
        case 0..<126:
            return Int(short)
        case 126:
            let length = UInt16(bigEndian: bytes.loadUnaligned(fromByteOffset: 2, as: UInt16.self))
            guard length > 125 else { throw .badLength }
            return Int(length)
        default:
            let length = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 2, as: UInt64.self))
            guard length > 0xFFFF else { throw .badLength }
            guard let length = Int(exactly: length) else { throw .tooLong }
            return length
        }
    }
}

/// The first bytes of a head that has not wholly arrived, kept without heap memory.
struct HeadStash {
    private var bytes: (UInt64, UInt64) = (0, 0)
    private(set) var count = 0

    /// Takes one byte more; nothing after `FrameHead.maxSize`, where every head has ended.
    mutating func append(_ byte: UInt8) {
        guard count < FrameHead.maxSize else { return }
        withUnsafeMutableBytes(of: &bytes) { $0[count] = byte }
        count &+= 1
    }

    func parse() throws(WebSocketDecoder.ProtocolError) -> FrameHead? {
        let outcome = withUnsafeBytes(of: bytes) { all in
            Result { () throws(WebSocketDecoder.ProtocolError) in
                try FrameHead.parse(UnsafeRawBufferPointer(rebasing: all[..<count]))
            }
        }
        return try outcome.get()
    }
}
