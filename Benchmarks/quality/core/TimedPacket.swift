/// A packet and when it arrives, as the files have it.
struct TimedPacket {
    var seconds: Double
    var sequence: UInt16
    var timestamp: UInt32
    var payload: [UInt8]

    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        withUnsafeBytes(of: seconds.bitPattern.littleEndian) { bytes += $0 }
        withUnsafeBytes(of: sequence.littleEndian) { bytes += $0 }
        withUnsafeBytes(of: timestamp.littleEndian) { bytes += $0 }
        withUnsafeBytes(of: UInt16(payload.count).littleEndian) { bytes += $0 }
        return bytes + payload
    }

    static func all(of bytes: [UInt8]) -> [TimedPacket] {
        bytes.withUnsafeBytes { bytes in
            var packets: [TimedPacket] = [], at = 0
            while at + 16 <= bytes.count {
                let length = Int(UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: at + 14, as: UInt16.self)))
                let end = min(at + 16 + length, bytes.count)
                packets.append(
                    TimedPacket(
                        seconds: Double(bitPattern: UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))),
                        sequence: UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: at + 8, as: UInt16.self)),
                        timestamp: UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: at + 10, as: UInt32.self)),
                        payload: Array(bytes[at + 16..<end])))
                at = end
            }
            return packets
        }
    }
}
