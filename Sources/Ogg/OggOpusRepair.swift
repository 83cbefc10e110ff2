/// Makes a whole Ogg Opus file of what is left of one that was cut off (RFC 3533, RFC 7845), piece by piece.
///
/// Knows files as `OggOpusWriter` makes them: one stream, two pages of head, no packet over the border of pages. Pages are
/// taken up to the first that is not whole or does not follow on the one before; the last of these ends the stream.
/// Whatever the bytes are, no more than one page and one piece of them is held. A file that is whole comes out as it is.
package struct OggOpusRepair: Equatable, Sendable {
    /// Bytes that make no page yet.
    private var rest: [UInt8] = []
    /// The last page that follows on the others, which may have to end the stream.
    private var last: WholePage?
    private var isOver = false

    package init() {}

    /// Takes a piece of the file and gives what is to be written for it.
    package mutating func add(_ bytes: [UInt8]) -> [UInt8] {
        guard !isOver else { return [] }
        rest += bytes
        var good: [UInt8] = [], left = rest[...]
        while !isOver {
            switch WholePage.look(at: left) {
            case .page(let page) where follows(page):
                good += last?.bytes ?? []
                last = page
                left = left.dropFirst(page.bytes.count)
                isOver = page.flags.contains(.last)
            case .short:
                rest = Array(left)
                return good
            case .page, .broken: isOver = true
            }
        }
        rest = []
        return good
    }

    /// The last page, and milliseconds of the whole; nil when there is no sound in it. Nothing may be added afterwards.
    package mutating func finish() -> (last: [UInt8], milliseconds: Int64)? {
        isOver = true
        guard let last, last.sequence > 1, last.granule > 0 else { return nil }
        return (last.ended().bytes, last.granule / 48)
    }

    private func follows(_ page: WholePage) -> Bool {
        guard let last else {
            return page.flags == .first && page.sequence == 0 && page.granule == 0 && page.body.starts(with: Self.head)
                && page.endsItsPackets
        }
        guard page.serial == last.serial, page.sequence == last.sequence &+ 1, page.endsItsPackets else { return false }
        if page.sequence == 1 { return page.flags == [] && page.granule == 0 && page.body.starts(with: Self.tags) }
        return page.flags.isSubset(of: .last) && page.granule >= last.granule
    }

    private static let head = Array("OpusHead".utf8), tags = Array("OpusTags".utf8)
}
