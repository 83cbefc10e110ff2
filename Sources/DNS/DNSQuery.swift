/// One question to a recursive server (RFC 1035 §4.1).
package struct DNSQuery: Equatable, Sendable {
    /// What an answer over UDP may hold without being cut by the way (RFC 6891 §6.2.5).
    package static let payloadSize: UInt16 = 1232

    package let id: UInt16
    package let name: String
    package let type: RecordType
    /// Nil asks without EDNS, which a few old servers refuse.
    package let payloadSize: UInt16?
    private let nameBytes: [UInt8]

    /// - Parameter id: unguessable, and another for each query.
    package init(id: UInt16, name: String, type: RecordType, payloadSize: UInt16? = payloadSize) throws(DNSFault) {
        self.id = id
        self.name = name
        self.type = type
        self.payloadSize = payloadSize
        nameBytes = try DNSName.write(name)
    }

    /// The message for a datagram; over TCP its length goes before it in two bytes (RFC 1035 §4.2.2).
    package var bytes: [UInt8] {
        let recursionDesired: UInt16 = 0x0100
        var bytes = Self.pair(id) + Self.pair(recursionDesired)
        bytes += Self.pair(1) + Self.pair(0) + Self.pair(0) + Self.pair(payloadSize == nil ? 0 : 1)
        bytes += nameBytes + Self.pair(type.rawValue) + Self.pair(1)
        guard let payloadSize else { return bytes }
        return bytes + [0] + Self.pair(RecordType.opt.rawValue) + Self.pair(payloadSize) + [0, 0, 0, 0, 0, 0]
    }

    private static func pair(_ value: UInt16) -> [UInt8] { [UInt8(value >> 8), UInt8(value & 0xFF)] }
}
