/// The records of a name within an answer, through its aliases (RFC 1034 §3.6.2).
struct AliasChain {
    /// Longer chains end without records.
    static let maxAliases = 16

    private(set) var name: String
    private(set) var records: [DNSRecord] = []
    private(set) var timeToLive: UInt32 = .max

    init(from start: String, type: RecordType, in answers: [ResourceRecord]) {
        name = start
        let byName = Dictionary(grouping: answers) { DNSName.canonical($0.name) }
        for _ in 0...Self.maxAliases {
            let here = byName[DNSName.canonical(name)] ?? []
            for answer in here {
                guard case .record(type, let record) = answer.content else { continue }
                records.append(record)
                timeToLive = min(timeToLive, answer.timeToLive)
            }
            guard records.isEmpty, let (next, seconds) = Self.alias(in: here) else { return }
            name = next
            timeToLive = min(timeToLive, seconds)
        }
    }

    private static func alias(in records: [ResourceRecord]) -> (String, UInt32)? {
        for record in records {
            if case .alias(let target) = record.content { return (target, record.timeToLive) }
        }
        return nil
    }
}
