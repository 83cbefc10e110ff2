@testable import DNS

/// Bytes of a message, written by hand.
enum Wire {
    static func pair(_ value: Int) -> [UInt8] { [UInt8(value >> 8 & 0xFF), UInt8(value & 0xFF)] }

    static func name(_ name: String) -> [UInt8] {
        name.split(separator: ".").flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) } + [0]
    }

    static func record(_ owner: [UInt8], _ type: RecordType, ttl: Int = 300, _ data: [UInt8]) -> [UInt8] {
        owner + pair(Int(type.rawValue)) + pair(1) + pair(ttl >> 16) + pair(ttl) + pair(data.count) + data
    }

    /// A whole answer: the flags default to a successful one of a recursive server.
    static func answer(
        to query: DNSQuery, flags: Int = 0x8180, answers: [[UInt8]] = [], authority: [[UInt8]] = []
    ) -> [UInt8] {
        pair(Int(query.id)) + pair(flags) + pair(1) + pair(answers.count) + pair(authority.count) + pair(0)
            + name(query.name) + pair(Int(query.type.rawValue)) + pair(1) + answers.flatMap { $0 } + authority.flatMap { $0 }
    }

    /// A pointer to the name of the question.
    static let question: [UInt8] = [0xC0, 12]
}
