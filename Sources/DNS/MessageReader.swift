/// Reads a message from its start; every read is whole, or throws.
struct MessageReader {
    let bytes: [UInt8]
    private(set) var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func uint8() throws(DNSFault) -> UInt8 {
        guard position < bytes.count else { throw .malformed }
        defer { position += 1 }
        return bytes[position]
    }

    mutating func uint16() throws(DNSFault) -> UInt16 { UInt16(try uint8()) << 8 | UInt16(try uint8()) }

    mutating func uint32() throws(DNSFault) -> UInt32 { UInt32(try uint16()) << 16 | UInt32(try uint16()) }

    mutating func take(_ count: Int) throws(DNSFault) -> ArraySlice<UInt8> {
        guard count >= 0, count <= bytes.count - position else { throw .malformed }
        defer { position += count }
        return bytes[position..<position + count]
    }

    /// A name, perhaps compressed (RFC 1035 §4.1.4). Pointers only point further back, so that none can go round.
    mutating func name() throws(DNSFault) -> String {
        var labels: [String] = [], length = 1, earliest = position, resume: Int?
        while true {
            let first = try uint8()
            if first == 0 { break }
            if first >= 0xC0 {
                let target = Int(first & 0x3F) << 8 | Int(try uint8())
                guard target < earliest else { throw .malformed }
                resume = resume ?? position
                earliest = target
                position = target
            } else {
                length += Int(first) + 1
                guard first <= DNSName.maxLabel, length <= DNSName.maxLength else { throw .malformed }
                labels.append(DNSName.presentation(try take(Int(first))))
            }
        }
        if let resume { position = resume }
        return labels.joined(separator: ".")
    }
}
