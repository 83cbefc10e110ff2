import Bytes

/// The server's answer in the opening handshake (RFC 6455 §4.2.2).
package enum WebSocketHandshake {
    private static let identifier = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
    private static let nonceLength = 16

    /// The `Sec-WebSocket-Accept` for a `Sec-WebSocket-Key`; nil unless the key is 16 bytes in base 64.
    package static func acceptKey(for key: String) -> String? {
        guard Base64.decode(key, maxBytes: nonceLength)?.count == nonceLength else { return nil }
        return Base64.encode(SHA1.digest(Array((key + identifier).utf8)))
    }
}
