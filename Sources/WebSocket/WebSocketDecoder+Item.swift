import Bytes

extension WebSocketDecoder {
    /// What a client said: a whole message, or a control frame.
    package enum Item: Equatable, Sendable {
        case text([UInt8])
        case binary([UInt8])
        case ping([UInt8])
        case pong([UInt8])
        /// The reason is valid UTF-8.
        case close(code: UInt16?, reason: [UInt8])
    }

    /// How a client broke the protocol.
    package enum ProtocolError: Error, Equatable, Sendable {
        case unmasked
        case reservedBits
        case unknownOpcode
        /// A control frame that is fragmented or longer than 125 bytes.
        case badControl
        /// A continuation of nothing, or a new message within another.
        case badContinuation
        /// A length that is not in its shortest form.
        case badLength
        case tooLong
        case badUTF8
        /// A close frame of one byte, or with a code that no client may send.
        case badClose

        /// What to close the connection with (RFC 6455 §7.4.1).
        package var closeCode: UInt16 {
            switch self {
            case .badUTF8: 1007
            case .tooLong: 1009
            case .unmasked, .reservedBits, .unknownOpcode, .badControl, .badContinuation, .badLength, .badClose: 1002
            }
        }
    }
}

extension WebSocketDecoder.Item {
    /// The meaning of a close frame's payload (RFC 6455 §5.5.1).
    static func close(payload: [UInt8]) throws(WebSocketDecoder.ProtocolError) -> Self {
        var reader = ByteReader(payload)
        guard reader.remaining > 0 else { return .close(code: nil, reason: []) }
        guard let code = reader.uint16(), isSendable(code) else { throw .badClose }
        let reason = reader.take(reader.remaining) ?? []
        guard reason.withUnsafeBytes({ UTF8Validator.firstError(in: $0) }) == nil else { throw .badUTF8 }
        return .close(code: code, reason: reason)
    }

    /// The codes registered for use on the wire, and those of libraries and applications (RFC 6455 §7.4).
    private static func isSendable(_ code: UInt16) -> Bool {
        switch code {
        case 1000...1003, 1007...1014, 3000...4999: true
        default: false
        }
    }
}
