extension STUNAttributes {
    /// Takes an attribute that stands before MESSAGE-INTEGRITY, or is it. Of two alike the first counts (RFC 8489 §14).
    mutating func read(
        _ type: UInt16, _ value: UnsafeRawBufferPointer, at offset: Int, of transaction: TransactionID
    ) throws(STUNError) {
        switch type {
        case AttributeType.username:
            guard value.count <= STUNLimit.username else { throw .badAttribute }
            username = username ?? offset &+ 4..<offset &+ 4 &+ value.count
        case AttributeType.messageIntegrity:
            guard value.count == SHA1Digest.size else { throw .badAttribute }
            integrity = offset
        case AttributeType.priority:
            guard value.count == 4 else { throw .badAttribute }
            priority = priority ?? value.uint32(at: 0)
        case AttributeType.useCandidate:
            isNominating = true
        case AttributeType.iceControlling, AttributeType.iceControlled:
            try readRole(type, value)
        case AttributeType.xorMappedAddress:
            let address = try Self.address(value, of: transaction)
            mapped = mapped ?? address
        case AttributeType.errorCode:
            guard value.count >= 4 else { throw .badAttribute }
            errorCode = errorCode ?? UInt16(value[2] & 7) &* 100 &+ UInt16(value[3])
        default:
            if !AttributeType.isHarmless(type) { unknown.append(type) }
        }
    }

    private mutating func readRole(_ type: UInt16, _ value: UnsafeRawBufferPointer) throws(STUNError) {
        guard value.count == 8 else { throw .badAttribute }
        let tieBreaker = value.uint64(at: 0)
        guard role == nil else { return role = .contradictory }
        role = type == AttributeType.iceControlling ? .controlling(tieBreaker) : .controlled(tieBreaker)
    }

    /// XOR-MAPPED-ADDRESS (RFC 8489 §14.2).
    private static func address(
        _ value: UnsafeRawBufferPointer, of transaction: TransactionID
    ) throws(STUNError) -> TransportAddress {
        guard value.count >= 8 else { throw .badAttribute }
        let port = value.uint16(at: 2) ^ UInt16(STUNLimit.cookie >> 16)
        switch (value[1], value.count) {
        case (1, 8):
            return TransportAddress(.v4(value.uint32(at: 4) ^ STUNLimit.cookie), port: port)
        case (2, 20):
            let mask = transaction.addressMask
            return TransportAddress(.v6(high: value.uint64(at: 4) ^ mask.high, low: value.uint64(at: 12) ^ mask.low), port: port)
        default:
            throw .badAttribute
        }
    }
}

extension TransactionID {
    /// The cookie and the identifier, as IPv6 addresses are mixed with them.
    var addressMask: (high: UInt64, low: UInt64) {
        (UInt64(STUNLimit.cookie) << 32 | high >> 32, high << 32 | UInt64(low))
    }
}
