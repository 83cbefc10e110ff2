/// What a peer may send before it has shown who it is. The library keeps out-of-order messages in
/// buffers of its own, so their number is bounded here.
struct HandshakeAllowance {
    /// Datagrams of a handshake, all repetitions among them.
    static let maximumDatagrams = 256
    /// Encrypted records, which the library keeps, 16 KiB each, until it has the keys.
    static let maximumEncryptedRecords = 16

    private(set) var datagrams = 0
    private var encryptedRecords = 0

    enum Verdict { case taken, dropped, exhausted }

    mutating func judge(_ datagram: [UInt8]) -> Verdict {
        datagrams += 1
        guard datagrams <= Self.maximumDatagrams else { return .exhausted }
        for head in RecordHeads(datagram) where head.epoch != 0 { encryptedRecords += 1 }
        return encryptedRecords <= Self.maximumEncryptedRecords ? .taken : .dropped
    }
}
