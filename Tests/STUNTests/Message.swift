import STUN

/// Bytes of hexadecimal digits; spaces and line breaks are passed over.
func hex(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = [], high: UInt8?
    for digit in text.compactMap(\.hexDigitValue).map(UInt8.init) {
        if let first = high {
            bytes.append(first << 4 | digit)
            high = nil
        } else {
            high = digit
        }
    }
    return bytes
}

func read(_ bytes: [UInt8]) throws(STUNError) -> STUNMessage {
    let result = bytes.withUnsafeBytes { buffer in
        Result { () throws(STUNError) in try STUNMessage(buffer) }
    }
    return try result.get()
}

/// A message that is written into memory of a size.
func write(
    _ messageClass: MessageClass, room: Int = 512, id: TransactionID = TransactionID(high: 0x0102_0304_0506_0708, low: 0x090A_0B0C),
    _ fill: (inout STUNWriter) -> Void
) -> [UInt8]? {
    var memory = [UInt8](repeating: 0xAA, count: room)
    let size = memory.withUnsafeMutableBytes { buffer in
        var writer = STUNWriter(buffer, messageClass, transaction: id)
        fill(&writer)
        return writer.finish()
    }
    return size.map { Array(memory.prefix($0)) }
}

func isAuthentic(_ bytes: [UInt8], password: String) throws -> Bool {
    let message = try read(bytes)
    return bytes.withUnsafeBytes { message.isAuthentic(in: $0, key: IntegrityKey(password: password)) }
}

extension TransportAddress {
    /// 192.0.2.`last` at a port.
    static func test(_ last: UInt32, port: UInt16 = 5000) -> TransportAddress {
        TransportAddress(.v4(0xC000_0200 | last), port: port)
    }
}
