/// A record as it stands in a message (RFC 1035 §4.1.3).
struct ResourceRecord {
    enum Content: Equatable {
        case record(RecordType, DNSRecord)
        case alias(String)
        /// The start of a zone: how long an absence may be kept (RFC 2308 §4).
        case authority(minimum: UInt32)
        case other
    }

    /// More records than any honest answer has.
    static let maxRecords = 1024

    let name: String
    let timeToLive: UInt32
    let content: Content

    /// - Parameter mayEnd: a message that was cut holds fewer records than it says.
    static func read(_ reader: inout MessageReader, count: Int, mayEnd: Bool) throws(DNSFault) -> [ResourceRecord] {
        guard count <= maxRecords else { throw .malformed }
        var records: [ResourceRecord] = []
        for _ in 0..<count {
            do throws(DNSFault) {
                records.append(try read(&reader))
            } catch {
                guard mayEnd else { throw error }
                return records
            }
        }
        return records
    }

    private static func read(_ reader: inout MessageReader) throws(DNSFault) -> ResourceRecord {
        let name = try reader.name(), type = try reader.uint16(), kind = try reader.uint16()
        let seconds = try reader.uint32(), length = Int(try reader.uint16()), start = reader.position
        // A time with its highest bit set is none (RFC 2181 §8).
        let timeToLive = seconds > 0x7FFF_FFFF ? 0 : seconds
        guard kind == 1, let type = RecordType(rawValue: type) else {
            _ = try reader.take(length)
            return ResourceRecord(name: name, timeToLive: timeToLive, content: .other)
        }
        let content = try content(type, &reader, length)
        guard reader.position == start + length else { throw .malformed }
        return ResourceRecord(name: name, timeToLive: timeToLive, content: content)
    }

    private static func content(_ type: RecordType, _ reader: inout MessageReader, _ length: Int) throws(DNSFault) -> Content {
        switch type {
        case .a, .aaaa:
            guard let address = IPAddress(bytes: try reader.take(length)) else { throw .malformed }
            guard (address.family == .v4) == (type == .a) else { throw .malformed }
            return .record(type, .address(address))
        case .mx:
            let preference = try reader.uint16()
            return .record(type, .mailExchange(preference: preference, host: try reader.name()))
        case .ptr: return .record(type, .pointer(try reader.name()))
        case .txt: return .record(type, .text(try strings(try reader.take(length))))
        case .cname: return .alias(try reader.name())
        case .soa: return try authority(&reader)
        case .opt:
            _ = try reader.take(length)
            return .other
        }
    }

    private static func authority(_ reader: inout MessageReader) throws(DNSFault) -> Content {
        _ = (try reader.name(), try reader.name(), try reader.take(16))
        return .authority(minimum: try reader.uint32())
    }

    /// Character-strings, each after its length, joined as RFC 7208 §3.3 and RFC 6376 §3.6.2.2 want.
    private static func strings(_ bytes: ArraySlice<UInt8>) throws(DNSFault) -> String {
        var text: [UInt8] = [], rest = bytes
        while let length = rest.popFirst() {
            guard rest.count >= Int(length) else { throw .malformed }
            text += rest.prefix(Int(length))
            rest = rest.dropFirst(Int(length))
        }
        return String(decoding: text, as: UTF8.self)
    }
}
