/// Writes a message of STUN into memory that is handed in. What does not fit makes the message void.
///
/// MESSAGE-INTEGRITY comes after all but FINGERPRINT, which comes last (RFC 8489 §14).
package struct STUNWriter {
    private let output: UnsafeMutableRawBufferPointer
    private let transaction: TransactionID
    private var size = STUNLimit.head
    private var fits = true

    package init(
        _ output: UnsafeMutableRawBufferPointer, _ messageClass: MessageClass, _ method: Method = .binding,
        transaction: TransactionID
    ) {
        self.output = output
        self.transaction = transaction
        guard output.count >= STUNLimit.head else {
            fits = false
            return
        }
        put(method.bits | messageClass.rawValue, at: 0)
        put(STUNLimit.cookie, at: 4)
        put(transaction.high, at: 8)
        put(transaction.low, at: 16)
    }

    /// Ends the message and says its bytes; nil when it did not fit.
    package func finish() -> Int? {
        guard fits else { return nil }
        putLength(size)
        return size
    }

    package mutating func xorMappedAddress(_ address: TransportAddress) {
        let port = address.port ^ UInt16(STUNLimit.cookie >> 16)
        switch address.host {
        case .v4(let bits):
            guard let at = begin(AttributeType.xorMappedAddress, 8) else { return }
            put(UInt16(1), at: at)
            put(port, at: at &+ 2)
            put(bits ^ STUNLimit.cookie, at: at &+ 4)
        case .v6(let high, let low):
            guard let at = begin(AttributeType.xorMappedAddress, 20) else { return }
            put(UInt16(2), at: at)
            put(port, at: at &+ 2)
            put(high ^ transaction.addressMask.high, at: at &+ 4)
            put(low ^ transaction.addressMask.low, at: at &+ 12)
        }
    }

    package mutating func username(_ name: String) { text(AttributeType.username, name) }
    package mutating func software(_ name: String) { text(AttributeType.software, name) }

    package mutating func priority(_ priority: UInt32) {
        if let at = begin(AttributeType.priority, 4) { put(priority, at: at) }
    }

    package mutating func useCandidate() { _ = begin(AttributeType.useCandidate, 0) }

    package mutating func role(_ role: STUNAttributes.Role) {
        switch role {
        case .controlling(let tieBreaker): number(AttributeType.iceControlling, tieBreaker)
        case .controlled(let tieBreaker): number(AttributeType.iceControlled, tieBreaker)
        case .contradictory: break
        }
    }

    package mutating func errorCode(_ code: ErrorCode) {
        let reason = code.reason
        guard let at = begin(AttributeType.errorCode, 4 &+ reason.utf8CodeUnitCount) else { return }
        put(UInt16(0), at: at)
        put((code.rawValue / 100) << 8 | code.rawValue % 100, at: at &+ 2)
        let words = UnsafeRawBufferPointer(start: reason.utf8Start, count: reason.utf8CodeUnitCount)
        UnsafeMutableRawBufferPointer(rebasing: output[(at &+ 4)...]).copyMemory(from: words)
    }

    package mutating func unknownAttributes(_ unknown: UnknownAttributes) {
        guard let at = begin(AttributeType.unknownAttributes, unknown.count &* 2) else { return }
        for index in 0..<unknown.count { put(unknown[index], at: at &+ index &* 2) }
    }

    /// An attribute of any type, which nobody here reads.
    package mutating func attribute(_ type: UInt16, _ value: [UInt8]) {
        guard value.count <= STUNLimit.username, let at = begin(type, value.count) else { return fits = false }
        for (index, byte) in value.enumerated() { output[at &+ index] = byte }
    }

    package mutating func integrity(_ key: IntegrityKey) {
        let start = size
        guard let at = begin(AttributeType.messageIntegrity, SHA1Digest.size) else { return }
        let length = UInt16(truncatingIfNeeded: size &- STUNLimit.head)
        key.code(of: UnsafeRawBufferPointer(rebasing: output[..<start]), length: length)
            .write(to: UnsafeMutableRawBufferPointer(rebasing: output[at...]))
    }

    package mutating func fingerprint() {
        let start = size
        guard let at = begin(AttributeType.fingerprint, 4) else { return }
        putLength(size)
        put(CRC32.checksum(UnsafeRawBufferPointer(rebasing: output[..<start])) ^ STUNLimit.fingerprintMask, at: at)
    }

    private mutating func number(_ type: UInt16, _ value: UInt64) {
        if let at = begin(type, 8) { put(value, at: at) }
    }

    private mutating func text(_ type: UInt16, _ text: String) {
        let bytes = text.utf8
        guard bytes.count <= STUNLimit.username, let at = begin(type, bytes.count) else { return fits = false }
        for (index, byte) in bytes.enumerated() { output[at &+ index] = byte }
    }

    /// Writes the head of an attribute and its padding; gives the place of its value.
    private mutating func begin(_ type: UInt16, _ length: Int) -> Int? {
        let padded = (length &+ 3) & ~3, start = size
        guard fits, output.count &- size >= 4 &+ padded else {
            fits = false
            return nil
        }
        put(type, at: start)
        put(UInt16(truncatingIfNeeded: length), at: start &+ 2)
        for index in length..<padded { output[start &+ 4 &+ index] = 0 }
        size = start &+ 4 &+ padded
        return start &+ 4
    }

    private func putLength(_ size: Int) { put(UInt16(truncatingIfNeeded: size &- STUNLimit.head), at: 2) }

    @inline(__always)
    private func put<Number: FixedWidthInteger & BitwiseCopyable>(_ number: Number, at offset: Int) {
        output.storeBytes(of: number.bigEndian, toByteOffset: offset, as: Number.self)
    }
}
