/// A message of STUN (RFC 8489 §5), read where it lies. It is a value without the bytes: who has them hands them in again.
package struct STUNMessage: Equatable, Sendable {
    package let messageClass: MessageClass
    package let method: Method
    package let transaction: TransactionID
    package private(set) var attributes = STUNAttributes()

    /// Reads a whole datagram. FINGERPRINT is checked if it is there, MESSAGE-INTEGRITY not yet.
    package init(_ bytes: UnsafeRawBufferPointer) throws(STUNError) {
        guard bytes.count >= STUNLimit.head, bytes[0] < 0x40 else { throw .notSTUN }
        guard bytes.uint32(at: 4) == STUNLimit.cookie else { throw .notSTUN }
        guard bytes.count <= STUNLimit.message else { throw .tooLong }
        let length = Int(bytes.uint16(at: 2))
        guard length & 3 == 0, length &+ STUNLimit.head == bytes.count else { throw .badLength }
        let type = bytes.uint16(at: 0)
        guard let messageClass = MessageClass(rawValue: type & MessageClass.mask) else { throw .notSTUN }
        self.messageClass = messageClass
        method = Method(bits: type & ~MessageClass.mask)
        transaction = TransactionID(high: bytes.uint64(at: 8), low: bytes.uint32(at: 16))
        try readAttributes(bytes)
    }

    /// True when the message ends with a code that only who has the password could make (RFC 8489 §14.5).
    package func isAuthentic(in bytes: UnsafeRawBufferPointer, key: IntegrityKey) -> Bool {
        guard let start = attributes.integrity, start <= bytes.count &- 24 else { return false }
        let length = UInt16(truncatingIfNeeded: start &+ 24 &- STUNLimit.head)
        let code = key.code(of: UnsafeRawBufferPointer(rebasing: bytes[..<start]), length: length)
        return code.isEqual(to: UnsafeRawBufferPointer(rebasing: bytes[start &+ 4..<start &+ 24]))
    }

    /// The bytes of USERNAME.
    package func username(in bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
        guard let range = attributes.username, range.upperBound <= bytes.count else { return nil }
        return UnsafeRawBufferPointer(rebasing: bytes[range])
    }

    private mutating func readAttributes(_ bytes: UnsafeRawBufferPointer) throws(STUNError) {
        var at = STUNLimit.head, count = 0
        while at < bytes.count {
            guard bytes.count &- at >= 4, !attributes.hasFingerprint else { throw .badAttribute }
            count &+= 1
            guard count <= STUNLimit.attributes else { throw .tooManyAttributes }
            let type = bytes.uint16(at: at), length = Int(bytes.uint16(at: at &+ 2))
            let end = at &+ 4 &+ length
            guard end <= bytes.count else { throw .badAttribute }
            let value = UnsafeRawBufferPointer(rebasing: bytes[at &+ 4..<end])
            if type == AttributeType.fingerprint {
                try checkFingerprint(value, before: UnsafeRawBufferPointer(rebasing: bytes[..<at]))
            } else if attributes.integrity == nil {
                try attributes.read(type, value, at: at, of: transaction)
            }
            at = end &+ ((4 &- (length & 3)) & 3)
        }
    }

    private mutating func checkFingerprint(
        _ value: UnsafeRawBufferPointer, before: UnsafeRawBufferPointer
    ) throws(STUNError) {
        guard value.count == 4 else { throw .badAttribute }
        let checksum = CRC32.checksum(before) ^ STUNLimit.fingerprintMask
        guard checksum == value.uint32(at: 0) else { throw .badFingerprint }
        attributes.hasFingerprint = true
    }
}

extension UnsafeRawBufferPointer {
    @inline(__always)
    func uint16(at offset: Int) -> UInt16 { UInt16(bigEndian: loadUnaligned(fromByteOffset: offset, as: UInt16.self)) }
    @inline(__always)
    func uint32(at offset: Int) -> UInt32 { UInt32(bigEndian: loadUnaligned(fromByteOffset: offset, as: UInt32.self)) }
    @inline(__always)
    func uint64(at offset: Int) -> UInt64 { UInt64(bigEndian: loadUnaligned(fromByteOffset: offset, as: UInt64.self)) }
}
