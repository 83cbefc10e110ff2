/// A server's frames (RFC 6455 §5.2): final, unmasked, as bytes for the wire.
package enum WebSocketFrame {
    /// Bytes of the longest reason of a close.
    package static let maxReason = FrameHead.maxControlLength - 2

    package static func text(_ payload: [UInt8]) -> [UInt8] {
        frame(.text, payload[...])
    }

    /// A ping; what is beyond 125 bytes is left out.
    package static func ping(_ payload: [UInt8] = []) -> [UInt8] {
        frame(.ping, payload.prefix(FrameHead.maxControlLength))
    }

    /// A pong, whose payload is that of the ping it answers.
    package static func pong(_ payload: [UInt8]) -> [UInt8] {
        frame(.pong, payload.prefix(FrameHead.maxControlLength))
    }

    /// A close, whose reason is cut to whole characters within `maxReason`. Without a code there is no reason either.
    package static func close(code: UInt16?, reason: String = "") -> [UInt8] {
        guard let code else { return frame(.close, []) }
        var payload = [UInt8(truncatingIfNeeded: code >> 8), UInt8(truncatingIfNeeded: code)]
        for scalar in reason.unicodeScalars {
            guard payload.count + UTF8.width(scalar) <= FrameHead.maxControlLength else { break }
            payload.append(contentsOf: UTF8.encode(scalar) ?? .init())
        }
        return frame(.close, payload[...])
    }

    /// The head of a final frame. Only the low four bits of the opcode count; a negative length is none.
    package static func header(opcode: UInt8, length: Int) -> [UInt8] {
        var head: [UInt8] = []
        appendHead(opcode, length, to: &head)
        return head
    }

    private static func frame(_ opcode: Opcode, _ payload: ArraySlice<UInt8>) -> [UInt8] {
        var frame: [UInt8] = []
        frame.reserveCapacity(10 + payload.count)
        appendHead(opcode.rawValue, payload.count, to: &frame)
        frame.append(contentsOf: payload)
        return frame
    }

    private static func appendHead(_ opcode: UInt8, _ length: Int, to frame: inout [UInt8]) {
        frame.append(0x80 | opcode & 0x0F)
        switch length {
        case ...125:
            frame.append(UInt8(truncatingIfNeeded: max(length, 0)))
        case ...0xFFFF:
            frame.append(126)
            for shift in stride(from: 8, through: 0, by: -8) { frame.append(UInt8(truncatingIfNeeded: length >> shift)) }
        default:
            frame.append(127)
            for shift in stride(from: 56, through: 0, by: -8) { frame.append(UInt8(truncatingIfNeeded: length >> shift)) }
        }
    }
}
