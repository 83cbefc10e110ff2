import Bytes

/// The receiving half of a server's WebSocket (RFC 6455): a client's bytes in, whole messages out.
///
/// The stream may be cut anywhere. After a close frame or an error nothing more comes out. Between frames and outside
/// of fragmented messages the decoder holds no heap memory.
package struct WebSocketDecoder: Sendable {
    private enum State {
        /// Between frames, or within the head of one.
        case head(HeadStash)
        /// Within a payload of which `received` bytes have come.
        case payload(FrameHead, received: Int)
        case closed
    }

    /// A message of several frames, or of one that has not wholly arrived.
    private struct Message {
        let isText: Bool
        var bytes: [UInt8] = []
        var validator = UTF8Validator()
    }

    /// Bytes of the longest message, its fragments together.
    private let maxMessage: Int
    private var state = State.head(HeadStash())
    private var message: Message?
    /// The payload of a control frame that has not wholly arrived.
    private var control: [UInt8] = []

    package init(maxMessage: Int = 131_072) { self.maxMessage = maxMessage }

    /// Takes the next bytes and gives each item that they complete. An error ends the decoder.
    package mutating func receive(_ bytes: UnsafeRawBufferPointer, _ emit: (Item) throws -> Void) throws {
        var rest = bytes
        do {
            while !rest.isEmpty {
                switch state {
                case .head(let stash):
                    if let head = try takeHead(from: &rest, after: stash) { try begin(head, with: &rest, emit) }
                case .payload(let head, let received):
                    try go(on: head, received: received, with: &rest, emit)
                case .closed:
                    return
                }
            }
        } catch {
            end()
            throw error
        }
    }

    private mutating func end() {
        state = .closed
        message = nil
        control = []
    }

    /// The next head; nil when all bytes were taken and more are needed.
    @inline(__always)
    private mutating func takeHead(
        from rest: inout UnsafeRawBufferPointer, after stash: HeadStash
    ) throws(ProtocolError) -> FrameHead? {
        if stash.count == 0, let head = try FrameHead.parse(rest) {
            rest = UnsafeRawBufferPointer(rebasing: rest[head.size...])
            return head
        }
        var stash = stash
        while let byte = rest.first {
            rest = UnsafeRawBufferPointer(rebasing: rest[1...])
            stash.append(byte)
            if let head = try stash.parse() { return head }
        }
        state = .head(stash)
        return nil
    }

    /// Admits a frame, and takes its payload if all of it is there.
    @inline(__always)
    private mutating func begin(
        _ head: FrameHead, with rest: inout UnsafeRawBufferPointer, _ emit: (Item) throws -> Void
    ) throws {
        try admit(head)
        let isWhole = rest.count >= head.length
        guard isWhole, head.isFinal, message == nil || head.opcode.isControl else {
            if !head.opcode.isControl, message == nil { message = Message(isText: head.opcode == .text) }
            return try go(on: head, received: 0, with: &rest, emit)
        }
        let payload = UnsafeRawBufferPointer(rebasing: rest[..<head.length])
        rest = UnsafeRawBufferPointer(rebasing: rest[head.length...])
        state = .head(HeadStash())
        let bytes = Masking.unmasked(payload, mask: head.mask)
        if head.opcode == .text {
            let error = bytes.withUnsafeBytes { UTF8Validator.firstError(in: $0) }
            guard error == nil else { throw ProtocolError.badUTF8 }
        }
        try give(head.opcode, bytes, emit)
    }

    /// Checks what a head may be after the frames before it.
    @inline(__always)
    private func admit(_ head: FrameHead) throws(ProtocolError) {
        guard !head.opcode.isControl else { return }
        guard (head.opcode == .continuation) == (message != nil) else { throw .badContinuation }
        guard head.length <= maxMessage &- (message?.bytes.count ?? 0) else { throw .tooLong }
    }

    /// Takes the next piece of a payload.
    private mutating func go(
        on head: FrameHead, received: Int, with rest: inout UnsafeRawBufferPointer, _ emit: (Item) throws -> Void
    ) throws {
        let taken = min(rest.count, head.length &- received)
        let piece = UnsafeRawBufferPointer(rebasing: rest[..<taken])
        rest = UnsafeRawBufferPointer(rebasing: rest[taken...])
        if head.opcode.isControl {
            Masking.append(piece, to: &control, mask: head.mask, offset: received)
        } else {
            try gather(piece, mask: head.mask, offset: received)
        }
        guard received &+ taken == head.length else {
            return state = .payload(head, received: received &+ taken)
        }
        state = .head(HeadStash())
        try finish(head, emit)
    }

    private mutating func gather(_ piece: UnsafeRawBufferPointer, mask: UInt32, offset: Int) throws(ProtocolError) {
        guard var message = message.take() else { return }
        let start = message.bytes.count
        Masking.append(piece, to: &message.bytes, mask: mask, offset: offset)
        if message.isText {
            let error = message.bytes.withUnsafeBytes {
                message.validator.firstError(in: UnsafeRawBufferPointer(rebasing: $0[start...]))
            }
            guard error == nil else { throw .badUTF8 }
        }
        self.message = message
    }

    /// Gives what a frame that came in pieces or belongs to a fragmented message completes.
    private mutating func finish(_ head: FrameHead, _ emit: (Item) throws -> Void) throws {
        if head.opcode.isControl {
            let bytes = control
            control = []
            try give(head.opcode, bytes, emit)
        } else if head.isFinal, let message = message.take() {
            guard !message.isText || message.validator.isComplete else { throw ProtocolError.badUTF8 }
            try emit(message.isText ? .text(message.bytes) : .binary(message.bytes))
        }
    }

    /// Gives a whole payload as what its opcode says. A continuation is never whole by itself.
    @inline(__always)
    private mutating func give(_ opcode: Opcode, _ bytes: [UInt8], _ emit: (Item) throws -> Void) throws {
        switch opcode {
        case .text: try emit(.text(bytes))
        case .binary: try emit(.binary(bytes))
        case .ping: try emit(.ping(bytes))
        case .pong: try emit(.pong(bytes))
        case .close:
            let close = try Item.close(payload: bytes)
            end()
            try emit(close)
        case .continuation: throw ProtocolError.badContinuation
        }
    }
}
