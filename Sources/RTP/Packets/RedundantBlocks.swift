/// The blocks of a payload with redundant data, oldest first and the primary one last (RFC 2198 §3).
package struct RedundantBlocks: Sequence {
    package struct Block {
        package let payloadType: UInt8
        /// Ticks by which the block is older than the packet says.
        package let age: Int
        package let payload: UnsafeRawBufferPointer
    }

    /// How many redundant blocks a payload may have.
    package static let limit = 16

    private let bytes: UnsafeRawBufferPointer
    private let firstBlock: Int

    package init(_ payload: UnsafeRawBufferPointer) throws(RTPError) {
        var head = 0, total = 0
        while head < payload.count, payload[head] & 0x80 != 0 {
            guard payload.count &- head >= 4 else { throw .truncated }
            guard head < 4 &* Self.limit else { throw .tooMany }
            total &+= Int(payload.uint16(at: head &+ 2) & 0x3FF)
            head &+= 4
        }
        guard head < payload.count, total <= payload.count &- head &- 1 else { throw .truncated }
        bytes = payload
        firstBlock = head &+ 1
    }

    package func makeIterator() -> Iterator { Iterator(bytes: bytes, block: firstBlock) }

    package struct Iterator: IteratorProtocol {
        let bytes: UnsafeRawBufferPointer
        var block: Int
        private var head = 0
        private var isDone = false

        init(bytes: UnsafeRawBufferPointer, block: Int) {
            self.bytes = bytes
            self.block = block
        }

        package mutating func next() -> Block? {
            guard !isDone else { return nil }
            let type = bytes[head] & 0x7F
            guard bytes[head] & 0x80 != 0 else {
                isDone = true
                return Block(payloadType: type, age: 0, payload: bytes.part(block..<bytes.count))
            }
            let fields = bytes.uint24(at: head &+ 1), end = block &+ Int(fields & 0x3FF)
            defer {
                head &+= 4
                block = end
            }
            return Block(payloadType: type, age: Int(fields >> 10), payload: bytes.part(block..<end))
        }
    }
}
