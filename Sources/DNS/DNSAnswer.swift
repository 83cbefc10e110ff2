/// What a server answers to a query (RFC 1035 §4.1).
package struct DNSAnswer: Equatable, Sendable {
    package enum Status: Equatable, Sendable {
        case success
        /// The server did not understand the query; without EDNS it may.
        case formatError
        case serverFailure
        case noSuchName
        case refused
        case other(UInt8)
    }

    package let status: Status
    /// The answer did not fit: it is to be asked for over TCP.
    package let isTruncated: Bool
    /// The name that has the records, after its aliases.
    package let name: String
    /// The records of the type that was asked for. None with `.success`: the name has no such records.
    package let records: [DNSRecord]
    /// How many seconds the answer, also an empty one (RFC 2308 §5), may be kept.
    package let timeToLive: UInt32

    /// Reads a message, which must be the answer to the query.
    package static func read(_ bytes: [UInt8], for query: DNSQuery) throws(DNSFault) -> DNSAnswer {
        var reader = MessageReader(bytes)
        let head = try MessageHead.read(&reader)
        guard head.isAnswer, head.id == query.id else { throw .notTheAnswer }
        try checkQuestion(&reader, head, query)
        let answers = try ResourceRecord.read(&reader, count: head.answers, mayEnd: head.isTruncated)
        let authority = head.isTruncated ? [] : try ResourceRecord.read(&reader, count: head.authority, mayEnd: false)
        let chain = AliasChain(from: query.name, type: query.type, in: answers)
        return DNSAnswer(
            status: head.status, isTruncated: head.isTruncated, name: chain.name, records: chain.records,
            timeToLive: min(chain.timeToLive, chain.records.isEmpty ? negativeTimeToLive(authority) : .max))
    }

    /// A server that refuses a query may leave the question out.
    private static func checkQuestion(_ reader: inout MessageReader, _ head: MessageHead, _ query: DNSQuery) throws(DNSFault) {
        if head.questions == 0, head.status != .success { return }
        guard head.questions == 1 else { throw .notTheAnswer }
        let name = try reader.name(), type = try reader.uint16(), kind = try reader.uint16()
        guard DNSName.same(name, query.name == "." ? "" : query.name), type == query.type.rawValue, kind == 1 else {
            throw .notTheAnswer
        }
    }

    private static func negativeTimeToLive(_ authority: [ResourceRecord]) -> UInt32 {
        for record in authority {
            if case .authority(let minimum) = record.content { return min(record.timeToLive, minimum) }
        }
        return 0
    }
}
