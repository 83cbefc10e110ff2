import Hub
import NIOCore
import WebSocket

/// WebSocket frames in buffers that many connections can share.
enum Frames {
    private static let allocator = ByteBufferAllocator()

    static func text(_ json: [UInt8], _ loop: any EventLoop) -> ByteBuffer {
        var buffer = allocator.buffer(capacity: json.count + 10)
        append(json, to: &buffer)
        return buffer
    }

    static func raw(_ bytes: [UInt8]) -> ByteBuffer {
        var buffer = allocator.buffer(capacity: bytes.count)
        buffer.writeBytes(bytes)
        return buffer
    }

    static func append(_ json: [UInt8], to buffer: inout ByteBuffer) {
        writeHead(json.count, to: &buffer)
        buffer.writeBytes(json)
    }

    /// Room for events that are sent together.
    static func buffer(_ capacity: Int) -> ByteBuffer { allocator.buffer(capacity: capacity) }

    /// An `event` frame around an event's own bytes.
    static func appendEvent(_ wire: [UInt8], prefix: [UInt8], to buffer: inout ByteBuffer) {
        writeHead(prefix.count + wire.count + 1, to: &buffer)
        buffer.writeBytes(prefix)
        buffer.writeBytes(wire)
        buffer.writeInteger(UInt8(ascii: "}"))
    }

    static func eventPrefix(_ conversation: String) -> [UInt8] { Array("{\"t\":\"event\",\"c\":\"\(conversation)\",\"e\":".utf8) }

    /// The head of a final, unmasked text frame (RFC 6455 §5.2).
    private static func writeHead(_ length: Int, to buffer: inout ByteBuffer) {
        buffer.writeInteger(UInt8(0x81))
        switch length {
        case ..<126: buffer.writeInteger(UInt8(length))
        case ..<65_536:
            buffer.writeInteger(UInt8(126))
            buffer.writeInteger(UInt16(length))
        default:
            buffer.writeInteger(UInt8(127))
            buffer.writeInteger(UInt64(length))
        }
    }
}
