/// Remembers when the packets of a transport arrived and tells it in feedback.
///
/// The log holds the last 1024 packets; what is not told by then is forgotten. Nothing is allocated after the beginning.
package struct ArrivalLog: Sendable {
    package typealias Instant = ContinuousClock.Instant

    static let capacity = 1024
    /// How many packets one feedback tells of at most.
    static let reach = 512
    private static let missing = Int64.min

    /// Quarters of a millisecond since `zero`, by the number of the packet modulo the capacity.
    private var arrivals = [Int64](repeating: missing, count: capacity)
    private var statuses: [UInt8] = []
    private var unwrapper = Unwrapper<UInt16>()
    /// The first packet that no feedback has told of.
    private var next: Int64 = 0
    private var number: UInt8 = 0
    private let zero: Instant

    /// Arrivals are counted from the instant.
    package init(at zero: Instant) {
        self.zero = zero
        statuses.reserveCapacity(Self.reach)
    }

    /// Takes a packet by the number that its header extension says.
    package mutating func receive(_ sequence: SequenceNumber, at now: Instant) {
        let known = unwrapper.highest, value = unwrapper.unwrap(sequence.rawValue), highest = known ?? value
        if known == nil { next = value }
        if value > highest {
            for skipped in max(highest + 1, value - Int64(Self.capacity) + 1)...value { arrivals[slot(skipped)] = Self.missing }
        } else {
            guard highest - value < Int64(Self.capacity), arrivals[slot(value)] == Self.missing else { return }
        }
        let elapsed = zero.duration(to: now).components
        arrivals[slot(value)] = elapsed.seconds &* 4000 &+ elapsed.attoseconds / 250_000_000_000_000
        next = max(min(next, value), max(highest, value) - Int64(Self.capacity) + 1)
    }

    /// Whether a feedback has something to tell.
    package var isPending: Bool { unwrapper.highest.map { next <= $0 } ?? false }

    /// Adds one feedback; more may be pending after it. Throws when there is no room for one, and tells it next time.
    package mutating func write(_ head: FeedbackHead, to writer: inout RTCPWriter) throws(RTPError) {
        guard let highest = unwrapper.highest else { return }
        while next <= highest, arrivals[slot(next)] == Self.missing { next += 1 }
        guard next <= highest else { return }
        let base = next, reference = arrivals[slot(base)] >> 8
        let deltas = collect(from: base, to: highest, after: reference << 8, room: writer.room - 4 - FeedbackHead.size)
        guard !statuses.isEmpty else { throw .noRoom }
        let chunks = statuses.withUnsafeBufferPointer { StatusChunks.write($0) { _, _ in } }
        let size = (TransportFeedback.headSize + 2 * chunks + deltas + 3) & ~3
        let output = try writer.addTransportFeedback(head, size: size)
        output.store(UInt16(truncatingIfNeeded: base), at: 0)
        output.store(UInt16(truncatingIfNeeded: statuses.count), at: 2)
        output.store24(UInt32(truncatingIfNeeded: reference), at: 4)
        output[7] = number
        _ = statuses.withUnsafeBufferPointer { statuses in
            StatusChunks.write(statuses) { output.store($1, at: TransportFeedback.headSize + 2 * $0) }
        }
        writeDeltas(to: output, at: TransportFeedback.headSize + 2 * chunks, from: base, after: reference << 8)
        number &+= 1
        next = base + Int64(statuses.count)
    }
}

extension ArrivalLog {
    private func slot(_ value: Int64) -> Int { Int(truncatingIfNeeded: value & Int64(Self.capacity - 1)) }

    /// Finds the statuses that fit and says how many bytes their arrivals take.
    private mutating func collect(from base: Int64, to highest: Int64, after reference: Int64, room: Int) -> Int {
        statuses.removeAll(keepingCapacity: true)
        var before = reference, size = 0
        for value in base...min(highest, base + Int64(Self.reach) - 1) {
            let arrival = arrivals[slot(value)]
            var status: UInt8 = 0
            if arrival != Self.missing {
                guard let step = Int16(exactly: arrival &- before) else { break }
                status = (0...255).contains(step) ? 1 : 2
                before = arrival
            }
            let chunks = (statuses.count + 7) / 7
            guard TransportFeedback.headSize + 2 * chunks + size + Int(status) + 3 <= room else { break }
            size += Int(status)
            statuses.append(status)
        }
        return size
    }

    private func writeDeltas(
        to output: UnsafeMutableRawBufferPointer, at start: Int, from base: Int64, after reference: Int64
    ) {
        var before = reference, place = start
        for (step, status) in statuses.enumerated() where status > 0 {
            let arrival = arrivals[slot(base + Int64(step))], delta = arrival &- before
            before = arrival
            if status == 1 {
                output[place] = UInt8(truncatingIfNeeded: delta)
            } else {
                output.store(Int16(truncatingIfNeeded: delta), at: place)
            }
            place += Int(status)
        }
        while place < output.count {
            output[place] = 0
            place += 1
        }
    }
}

/// Packs statuses into chunks of two bytes, never more of them than one for 7 statuses.
enum StatusChunks {
    /// Gives each chunk with its place, and says how many there are.
    @discardableResult
    static func write(_ statuses: UnsafeBufferPointer<UInt8>, _ body: (Int, UInt16) -> Void) -> Int {
        var start = 0, chunks = 0
        while start < statuses.count {
            let rest = statuses[start...]
            let run = rest.prefix { $0 == statuses[start] }.count, isSmall = rest.prefix(14).allSatisfy { $0 < 2 }
            if run >= (isSmall ? 14 : 7) || run == rest.count {
                body(chunks, UInt16(statuses[start]) << 13 | UInt16(run))
                start += run
            } else {
                let taken = rest.prefix(isSmall ? 14 : 7)
                body(chunks, isSmall ? vector(taken, bits: 1, of: 14) | 0x8000 : vector(taken, bits: 2, of: 7) | 0xC000)
                start += taken.count
            }
            chunks += 1
        }
        return chunks
    }

    private static func vector(_ statuses: Slice<UnsafeBufferPointer<UInt8>>, bits: UInt16, of places: UInt16) -> UInt16 {
        var vector: UInt16 = 0
        for status in statuses { vector = vector << bits | UInt16(status) }
        return vector << (bits * (places - UInt16(statuses.count)))
    }
}
