/// Who gives feedback and of which source (RFC 4585 §6.1).
package struct FeedbackHead: Equatable, Sendable {
    /// Bytes, without the first word of the packet.
    static let size = 8

    package var sender: UInt32
    /// 0 where the sources are named elsewhere.
    package var media: UInt32

    package init(sender: UInt32, media: UInt32) {
        self.sender = sender
        self.media = media
    }

    init?(_ body: UnsafeRawBufferPointer) {
        guard body.count >= Self.size else { return nil }
        sender = body.uint32(at: 0)
        media = body.uint32(at: 4)
    }

    func write(_ bytes: UnsafeMutableRawBufferPointer, at start: Int) {
        bytes.store(sender, at: start)
        bytes.store(media, at: start &+ 4)
    }
}
