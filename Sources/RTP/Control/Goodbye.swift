/// Sources that leave (RFC 3550 §6.6).
package struct Goodbye {
    package let sources: Identifiers
    /// Why, if that was said.
    package let reason: UnsafeRawBufferPointer?

    init?(_ body: UnsafeRawBufferPointer, count: UInt8) {
        let end = 4 &* Int(count)
        guard body.count >= end else { return nil }
        sources = Identifiers(bytes: body.part(0..<end))
        guard body.count > end else {
            reason = nil
            return
        }
        let last = end &+ 1 &+ Int(body[end])
        guard body.count >= last else { return nil }
        reason = body.part(end &+ 1..<last)
    }
}
