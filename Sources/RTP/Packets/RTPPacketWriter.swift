/// Writes one RTP packet into a buffer of the caller: contributors, then extensions, then the payload.
package struct RTPPacketWriter {
    private let buffer: UnsafeMutableRawBufferPointer
    private let form: ExtensionForm
    /// Bytes written.
    private var count = RTPHeader.size
    /// Where the extension begins, once it has.
    private var extensionStart: Int?
    /// Whether the payload has begun, after which the header cannot grow.
    private var isHeaderDone = false

    package init(
        _ header: RTPHeader, into buffer: UnsafeMutableRawBufferPointer, form: ExtensionForm = .oneByte
    ) throws(RTPError) {
        guard buffer.count >= RTPHeader.size else { throw .noRoom }
        self.buffer = buffer
        self.form = form
        buffer[0] = 0x80
        try header.overwrite(buffer)
    }

    /// At most 15, before the extensions.
    package mutating func addContributor(_ ssrc: UInt32) throws(RTPError) {
        guard buffer[0] & 0x0F < 15, extensionStart == nil, !isHeaderDone else { throw .tooMany }
        try claim(4)
        buffer.store(ssrc, at: count &- 4)
        buffer[0] &+= 1
    }

    @inline(__always)
    package mutating func addExtension(_ id: UInt8, _ value: UnsafeRawBufferPointer) throws(RTPError) {
        guard form.holds(id: id, count: value.count) else { throw .outOfRange }
        guard !isHeaderDone else { throw .tooMany }
        let opening = extensionStart == nil ? 4 : 0
        // What pads the extension to a whole word is claimed later, and must find room too.
        guard buffer.count &- count >= opening &+ form.headSize &+ value.count &+ 3 else { throw .noRoom }
        openExtension()
        if form == .oneByte {
            buffer[count] = id << 4 | UInt8(truncatingIfNeeded: value.count &- 1)
        } else {
            buffer[count] = id
            buffer[count &+ 1] = UInt8(truncatingIfNeeded: value.count)
        }
        count &+= form.headSize
        copy(value)
    }

    /// A value of one byte, as of `VoiceLevel`.
    @inline(__always)
    package mutating func addExtension(_ id: UInt8, byte: UInt8) throws(RTPError) {
        try add(id, number: byte)
    }

    /// A value of two bytes, as of the number that counts the packets of a transport.
    @inline(__always)
    package mutating func addExtension(_ id: UInt8, word: UInt16) throws(RTPError) {
        try add(id, number: word.bigEndian)
    }

    @inline(__always)
    package mutating func addPayload(_ bytes: UnsafeRawBufferPointer) throws(RTPError) {
        finishHeader()
        guard buffer.count &- count >= bytes.count else { throw .noRoom }
        copy(bytes)
    }

    /// Ends the packet with some bytes of padding and says how long it is.
    package mutating func finish(padding: UInt8 = 0) throws(RTPError) -> Int {
        finishHeader()
        guard padding > 0 else { return count }
        try claim(Int(padding))
        buffer[0] |= 0x20
        for offset in count &- Int(padding)..<count &- 1 { buffer[offset] = 0 }
        buffer[count &- 1] = padding
        return count
    }
}

extension RTPPacketWriter {
    @inline(__always)
    private mutating func add<Number: FixedWidthInteger>(_ id: UInt8, number: Number) throws(RTPError) {
        var number = number, failure: RTPError?
        withUnsafeBytes(of: &number) { bytes in
            do throws(RTPError) { try addExtension(id, bytes) } catch { failure = error }
        }
        if let failure { throw failure }
    }

    private mutating func claim(_ size: Int) throws(RTPError) {
        guard buffer.count &- count >= size else { throw .noRoom }
        count &+= size
    }

    @inline(__always)
    private mutating func copy(_ bytes: UnsafeRawBufferPointer) {
        UnsafeMutableRawBufferPointer(rebasing: buffer[count...]).copyMemory(from: bytes)
        count &+= bytes.count
    }

    private mutating func openExtension() {
        guard extensionStart == nil else { return }
        extensionStart = count
        buffer[0] |= 0x10
        buffer.store(form.profile, at: count)
        buffer.store(UInt16(0), at: count &+ 2)
        count &+= 4
    }

    @inline(__always)
    private mutating func finishHeader() {
        guard !isHeaderDone else { return }
        isHeaderDone = true
        guard let extensionStart else { return }
        while (count &- extensionStart) & 3 != 0 {
            buffer[count] = 0
            count &+= 1
        }
        buffer.store(UInt16(truncatingIfNeeded: (count &- extensionStart) / 4 &- 1), at: extensionStart &+ 2)
    }
}
