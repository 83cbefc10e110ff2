/// What a peer may send before it has shown who it is. The library keeps out-of-order messages in
/// buffers of its own, so their number is bounded here.
struct HandshakeAllowance {
    /// Datagrams of a handshake, all repetitions among them.
    static let maximumDatagrams = 256
    /// Encrypted records, which the library keeps, 16 KiB each, until it has the keys.
    static let maximumEncryptedRecords = 16

    private var datagrams = 0
    private var encryptedRecords = 0

    /// Counts a datagram; false when it is one too many.
    mutating func admits(_ datagram: [UInt8]) -> Bool {
        datagrams += 1
        for head in RecordHeads(datagram) where head.epoch != 0 { encryptedRecords += 1 }
        return datagrams <= Self.maximumDatagrams && encryptedRecords <= Self.maximumEncryptedRecords
    }
}
