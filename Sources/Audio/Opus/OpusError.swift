/// What libopus refused.
package enum OpusError: Error, Equatable, Sendable {
    /// A setting outside of its range, or no memory.
    case notCreated(code: Int32)
    /// A packet that is not Opus (RFC 6716 §3.4).
    case badPacket(code: Int32)
    case notEncoded(code: Int32)
}
