/// What this side says, cut into datagrams, with the last flight kept for saying it again (RFC 6347 §4.2.4).
///
/// The library sends each flight once: its timers run by a clock of its own, which a core must not have. A record said
/// again needs a new sequence number (RFC 6347 §4.1), so those of epoch 0, which nothing protects, are numbered here.
/// Of epoch 1 a flight has but the Finished; it is said again as it is, and a peer that has it drops it as a replay.
struct OutgoingFlight {
    let maximumDatagram: Int
    private var nextSequence: UInt64 = 0
    private var last: [UInt8] = []

    init(maximumDatagram: Int) { self.maximumDatagram = maximumDatagram }

    var isEmpty: Bool { last.isEmpty }

    /// The datagrams of records that the library wrote one behind another; a flight among them is kept.
    mutating func send(_ records: [UInt8]) -> [[UInt8]] {
        if RecordHeads(records).contains(where: \.belongsToFlight) { last = records }
        return datagrams(of: records)
    }

    /// The last flight once more.
    mutating func repeatLast() -> [[UInt8]] { datagrams(of: last) }

    /// Packs records, of which none is larger than a datagram.
    private mutating func datagrams(of records: [UInt8]) -> [[UInt8]] {
        var output: [[UInt8]] = [], heads = RecordHeads(records), start = 0
        while let head = heads.next() {
            let record = numbered(records[start..<start + head.count], epoch: head.epoch)
            start += head.count
            if let count = output.last?.count, count + record.count <= maximumDatagram {
                output[output.count - 1] += record
            } else {
                output.append(record)
            }
        }
        return output
    }

    private mutating func numbered(_ record: ArraySlice<UInt8>, epoch: UInt16) -> [UInt8] {
        var record = Array(record)
        guard epoch == 0 else { return record }
        for place in 0..<6 { record[5 + place] = UInt8(truncatingIfNeeded: nextSequence >> UInt64(40 - 8 * place)) }
        nextSequence &+= 1
        return record
    }
}
