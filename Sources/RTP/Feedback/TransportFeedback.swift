/// When the packets of a transport arrived, of whatever source (draft-holmer-rmcat-transport-wide-cc-extensions-01 §3.1).
package struct TransportFeedback: Sequence {
    package struct Packet: Equatable, Sendable {
        /// The number of the packet on the transport, as its header extension said.
        package let sequence: SequenceNumber
        /// Quarters of a millisecond from the receiver's zero, or nil if it did not arrive.
        package let arrival: Int64?

        package init(sequence: SequenceNumber, arrival: Int64?) {
            self.sequence = sequence
            self.arrival = arrival
        }
    }

    /// How many packets one feedback may tell of.
    package static let limit = 2048
    static let headSize = 8

    package let head: FeedbackHead
    /// The number of the first packet.
    package let base: SequenceNumber
    /// How many packets it tells of.
    package let count: Int
    /// Counts feedback packets.
    package let number: UInt8
    /// Units of 64 ms, of which the receiver keeps 24 bits.
    package let reference: Int32
    private let chunks: UnsafeRawBufferPointer
    private let deltas: UnsafeRawBufferPointer

    /// Nil when a status is reserved, or the statuses or the arrivals are cut off.
    init?(head: FeedbackHead, _ bytes: UnsafeRawBufferPointer) {
        guard bytes.count >= Self.headSize else { return nil }
        self.head = head
        base = SequenceNumber(bytes.uint16(at: 0))
        count = Int(bytes.uint16(at: 2))
        reference = Int32(bitPattern: bytes.uint24(at: 4) << 8) >> 8
        number = bytes[7]
        guard count <= Self.limit else { return nil }
        let rest = bytes.part(Self.headSize..<bytes.count)
        var statuses = StatusReader(bytes: rest), size = 0
        for _ in 0..<count {
            guard let status = statuses.next(), status < 3 else { return nil }
            size &+= Int(status)
        }
        guard rest.count &- statuses.position >= size else { return nil }
        chunks = rest
        deltas = rest.part(statuses.position..<rest.count)
    }

    package func makeIterator() -> Iterator { Iterator(self) }

    package struct Iterator: IteratorProtocol {
        private var statuses: StatusReader
        private let deltas: UnsafeRawBufferPointer
        private var position = 0
        /// Packets still to come.
        private var left: Int
        private var sequence: SequenceNumber
        /// Of the last packet that arrived.
        private var arrival: Int64

        fileprivate init(_ feedback: TransportFeedback) {
            statuses = StatusReader(bytes: feedback.chunks)
            deltas = feedback.deltas
            left = feedback.count
            sequence = feedback.base
            arrival = Int64(feedback.reference) &* 256
        }

        package mutating func next() -> Packet? {
            guard left > 0, let status = statuses.next() else { return nil }
            left &-= 1
            defer { sequence = sequence.advanced(by: 1) }
            if status == 0 { return Packet(sequence: sequence, arrival: nil) }
            arrival &+= status == 1 ? Int64(deltas[position]) : Int64(Int16(bitPattern: deltas.uint16(at: position)))
            position &+= Int(status)
            return Packet(sequence: sequence, arrival: arrival)
        }
    }
}

/// Reads the chunks of statuses, each of which is the number of bytes of its arrival.
struct StatusReader {
    let bytes: UnsafeRawBufferPointer
    /// After the chunk under way.
    private(set) var position = 0
    private var chunk: UInt16 = 0
    /// Statuses left in the chunk.
    private var left = 0

    init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    mutating func next() -> UInt8? {
        if left == 0 {
            guard bytes.count &- position >= 2 else { return nil }
            chunk = bytes.uint16(at: position)
            position &+= 2
            left = chunk & 0x8000 == 0 ? Int(chunk & 0x1FFF) : chunk & 0x4000 == 0 ? 14 : 7
            guard left > 0 else { return nil }
        }
        left &-= 1
        guard chunk & 0x8000 != 0 else { return UInt8(truncatingIfNeeded: chunk >> 13 & 3) }
        guard chunk & 0x4000 != 0 else { return UInt8(truncatingIfNeeded: chunk >> UInt16(left) & 1) }
        return UInt8(truncatingIfNeeded: chunk >> UInt16(left &* 2) & 3)
    }
}
