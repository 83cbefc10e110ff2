import WebSocket

/// A client's frame, right or wrong.
struct ClientFrame {
    var opcode: UInt8
    var payload: [UInt8] = []
    var isFinal = true
    var reserved: UInt8 = 0
    var mask: [UInt8]? = [0x37, 0xFA, 0x21, 0x3D]
    /// 0 for the shortest form, or the bytes of the length field to use: 2 or 8.
    var lengthBytes = 0

    static func text(_ text: String, isFinal: Bool = true) -> ClientFrame {
        ClientFrame(opcode: 1, payload: Array(text.utf8), isFinal: isFinal)
    }

    static func continuation(_ payload: [UInt8], isFinal: Bool = true) -> ClientFrame {
        ClientFrame(opcode: 0, payload: payload, isFinal: isFinal)
    }

    static func close(_ code: UInt16, _ reason: [UInt8] = []) -> ClientFrame {
        ClientFrame(opcode: 8, payload: [UInt8(code >> 8), UInt8(code & 0xFF)] + reason)
    }

    var bytes: [UInt8] {
        var bytes = [(isFinal ? 0x80 : 0) | reserved << 4 | opcode]
        let masked: UInt8 = mask == nil ? 0 : 0x80
        let length = UInt64(payload.count)
        let wanted = lengthBytes > 0 ? lengthBytes : length < 126 ? 0 : length < 65536 ? 2 : 8
        bytes.append(masked | (wanted == 0 ? UInt8(length) : wanted == 2 ? 126 : 127))
        for index in 0..<wanted { bytes.append(UInt8(truncatingIfNeeded: length >> UInt64((wanted - 1 - index) * 8))) }
        guard let mask else { return bytes + payload }
        return bytes + mask + payload.enumerated().map { $1 ^ mask[$0 % 4] }
    }
}

/// What came out of a decoder, the error last.
struct Outcome: Equatable {
    var items: [WebSocketDecoder.Item] = []
    var error: WebSocketDecoder.ProtocolError?
}

extension WebSocketDecoder {
    mutating func receive(_ bytes: some Sequence<UInt8>, into outcome: inout Outcome) {
        do {
            try Array(bytes).withUnsafeBytes { buffer in try receive(buffer) { outcome.items.append($0) } }
        } catch {
            outcome.error = error as? ProtocolError
        }
    }
}

/// Decodes a stream cut at some positions.
func decode(_ bytes: [UInt8], cuts: [Int] = [], maxMessage: Int = 131_072) -> Outcome {
    var decoder = WebSocketDecoder(maxMessage: maxMessage)
    var outcome = Outcome()
    var start = 0
    for end in cuts + [bytes.count] where outcome.error == nil {
        decoder.receive(bytes[start..<end], into: &outcome)
        start = end
    }
    return outcome
}

func decode(_ frames: ClientFrame..., maxMessage: Int = 131_072) -> Outcome {
    decode(frames.flatMap(\.bytes), maxMessage: maxMessage)
}
