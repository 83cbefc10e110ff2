/// The head of a DTLS record (RFC 6347 §4.1).
struct RecordHead: Equatable {
    static let length = 13
    /// The types of a record: change_cipher_spec, alert, handshake and application_data.
    private static let types: ClosedRange<UInt8> = 20...23

    let type: UInt8
    /// The first byte behind the head; of a clear handshake record, the type of its message.
    let firstByte: UInt8?
    let epoch: UInt16
    /// The bytes of the record, with its head.
    let count: Int

    /// Reads the head at `start`; nil unless the whole record is there.
    init?(_ bytes: [UInt8], at start: Int) {
        let left = bytes.count - start
        guard start >= 0, left >= Self.length, Self.types.contains(bytes[start]), bytes[start + 1] == 0xFE else { return nil }
        let length = Int(bytes[start + 11]) << 8 | Int(bytes[start + 12])
        guard length <= left - Self.length else { return nil }
        type = bytes[start]
        firstByte = length > 0 ? bytes[start + Self.length] : nil
        epoch = UInt16(bytes[start + 3]) << 8 | UInt16(bytes[start + 4])
        count = Self.length + length
    }

    /// A handshake message or the change of ciphers that goes with it: what is said again when it is lost.
    var belongsToFlight: Bool { type == 20 || type == 22 }

    /// A handshake message before any cipher.
    var isClearHandshake: Bool { type == 22 && epoch == 0 }

    /// A part of a ClientHello (RFC 5246 §7.4).
    var isClientHello: Bool { isClearHandshake && firstByte == 1 }
}

/// The heads of the records of a datagram, up to the first that is no record.
struct RecordHeads: Sequence, IteratorProtocol {
    private let bytes: [UInt8]
    private(set) var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func next() -> RecordHead? {
        guard let head = RecordHead(bytes, at: position) else { return nil }
        position += head.count
        return head
    }
}
