/// What sources say of themselves (RFC 3550 §6.5).
package struct SourceDescription: Sequence {
    package struct Item {
        package let ssrc: UInt32
        /// 1 for the canonical name.
        package let type: UInt8
        package let text: UnsafeRawBufferPointer
    }

    package static let canonicalName: UInt8 = 1

    private let body: UnsafeRawBufferPointer
    private let chunks: UInt8

    /// Nil when the chunks do not fit.
    init?(_ body: UnsafeRawBufferPointer, count: UInt8) {
        self.body = body
        chunks = count
        var items = makeIterator()
        while items.next() != nil {}
        guard items.isWhole else { return nil }
    }

    package func makeIterator() -> Iterator { Iterator(body: body, chunks: chunks) }

    package struct Iterator: IteratorProtocol {
        let body: UnsafeRawBufferPointer
        /// Chunks that have not begun.
        private var chunks: UInt8
        private var position = 0
        /// The source of the chunk under way.
        private var ssrc: UInt32?
        /// Whether nothing was found wrong.
        private(set) var isWhole = true

        init(body: UnsafeRawBufferPointer, chunks: UInt8) {
            self.body = body
            self.chunks = chunks
        }

        package mutating func next() -> Item? {
            while true {
                guard let ssrc else {
                    guard chunks > 0, isWhole else { return nil }
                    guard begin() else { return fail() }
                    continue
                }
                guard position < body.count else { return fail() }
                if body[position] == 0 {
                    self.ssrc = nil
                    position = (position &+ 4) & ~3
                    guard position <= body.count else { return fail() }
                    continue
                }
                return item(of: ssrc)
            }
        }

        private mutating func begin() -> Bool {
            guard body.count &- position >= 4 else { return false }
            ssrc = body.uint32(at: position)
            chunks &-= 1
            position &+= 4
            return true
        }

        private mutating func item(of ssrc: UInt32) -> Item? {
            guard body.count &- position >= 2 else { return fail() }
            let start = position &+ 2, end = start &+ Int(body[position &+ 1]), type = body[position]
            guard end <= body.count else { return fail() }
            position = end
            return Item(ssrc: ssrc, type: type, text: body.part(start..<end))
        }

        private mutating func fail() -> Item? {
            isWhole = false
            chunks = 0
            ssrc = nil
            return nil
        }
    }
}
