/// Packets on a stream, each after its length of two bytes (RFC 4571 §2): the reader.
///
/// The stream may be cut anywhere. A packet that arrives whole is handed on where it lies; the memory for one that does not
/// is kept and used again.
package struct PacketFrames: Sendable {
    package enum Failure: Error, Equatable, Sendable { case tooLong }

    /// Bytes of the length before each packet.
    package static let head = 2

    /// Bytes of the longest packet.
    private let limit: Int
    /// The beginning of a frame that has not wholly arrived, with its head.
    private var pending: [UInt8] = []
    private var isBroken = false

    package init(limit: Int = STUNLimit.message) { self.limit = min(max(limit, 1), Int(UInt16.max)) }

    /// Takes the next bytes and gives each packet that they complete. After an error nothing more comes.
    package mutating func receive(_ bytes: UnsafeRawBufferPointer, _ emit: (UnsafeRawBufferPointer) -> Void) throws(Failure) {
        var rest = bytes
        while !rest.isEmpty, !isBroken {
            if pending.isEmpty, let size = try frameSize(rest), rest.count >= size {
                give(UnsafeRawBufferPointer(rebasing: rest[..<size]), emit)
                rest = UnsafeRawBufferPointer(rebasing: rest[size...])
            } else {
                try keep(&rest, emit)
            }
        }
    }

    /// Takes what is missing of the frame that was begun, or what there is of it.
    private mutating func keep(
        _ rest: inout UnsafeRawBufferPointer, _ emit: (UnsafeRawBufferPointer) -> Void
    ) throws(Failure) {
        let wanted = try pendingSize() ?? Self.head
        let taken = min(max(wanted &- pending.count, 1), rest.count)
        pending.append(contentsOf: rest[..<taken])
        rest = UnsafeRawBufferPointer(rebasing: rest[taken...])
        guard let size = try pendingSize(), pending.count >= size else { return }
        pending.withUnsafeBytes { give($0, emit) }
        pending.removeAll(keepingCapacity: true)
    }

    private mutating func pendingSize() throws(Failure) -> Int? {
        guard pending.count >= Self.head else { return nil }
        return try checked(Int(pending[0]) << 8 | Int(pending[1]))
    }

    /// Bytes of the frame at the start, its head included; nil when that has not arrived.
    private mutating func frameSize(_ bytes: UnsafeRawBufferPointer) throws(Failure) -> Int? {
        guard bytes.count >= Self.head else { return nil }
        return try checked(Int(bytes.uint16(at: 0)))
    }

    private mutating func checked(_ length: Int) throws(Failure) -> Int {
        guard length <= limit else {
            isBroken = true
            pending = []
            throw .tooLong
        }
        return length &+ Self.head
    }

    /// Hands on a whole frame's packet; an empty one says nothing.
    private func give(_ frame: UnsafeRawBufferPointer, _ emit: (UnsafeRawBufferPointer) -> Void) {
        guard frame.count > Self.head else { return }
        emit(UnsafeRawBufferPointer(rebasing: frame[Self.head...]))
    }

    /// Writes the length that goes before a packet; false when no length can say it.
    package static func writeHead(ofPacket count: Int, to output: UnsafeMutableRawBufferPointer) -> Bool {
        guard let length = UInt16(exactly: count), output.count >= head else { return false }
        output.storeBytes(of: length.bigEndian, as: UInt16.self)
        return true
    }
}
