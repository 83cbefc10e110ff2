/// What a picture says of itself before it is decoded.
struct ImageHeader: Equatable {
    enum Format { case png, jpeg, gif, webp }

    /// Pixels beyond which nothing is decoded.
    static let mostPixels = 50_000_000

    let format: Format
    /// As stored, before any turning.
    let width: Int
    let height: Int
    var orientation = Orientation.upright

    /// Nil for what is no picture of a known kind, or one too large to decode.
    init?(_ bytes: ImageBytes) {
        let found: (Format, (Int, Int)?)
        if bytes[0] == 0x89, bytes.has("PNG\r\n\u{1A}\n", at: 1) {
            found = (.png, Self.png(bytes))
        } else if bytes[0] == 0xFF, bytes[1] == 0xD8 {
            let jpeg = JPEGSegments(bytes)
            found = (.jpeg, jpeg.size)
            orientation = jpeg.orientation
        } else if bytes.has("GIF87a", at: 0) || bytes.has("GIF89a", at: 0) {
            found = (.gif, Self.pair(bytes.little16(6), bytes.little16(8)))
        } else if bytes.has("RIFF", at: 0), bytes.has("WEBP", at: 8) {
            found = (.webp, Self.webp(bytes))
        } else {
            return nil
        }
        guard let (width, height) = found.1, width > 0, height > 0, width <= Self.mostPixels, height <= Self.mostPixels,
            width * height <= Self.mostPixels
        else { return nil }
        format = found.0
        self.width = width
        self.height = height
    }

    /// As shown.
    var shown: (width: Int, height: Int) { orientation.swapsSides ? (height, width) : (width, height) }

    /// The first chunk has to be the header (PNG §11.2.1).
    private static func png(_ bytes: ImageBytes) -> (Int, Int)? {
        bytes.has("IHDR", at: 12) ? pair(bytes.big32(16), bytes.big32(20)) : nil
    }

    /// The first chunk of each of the three kinds of WebP (RFC 9649 §2.5 to §2.7).
    private static func webp(_ bytes: ImageBytes) -> (Int, Int)? {
        if bytes.has("VP8X", at: 12) { return pair(bytes.little24(24).map { $0 + 1 }, bytes.little24(27).map { $0 + 1 }) }
        if bytes.has("VP8L", at: 12), bytes[20] == 0x2F {
            return bytes.little32(21).map { (($0 & 0x3FFF) + 1, ($0 >> 14 & 0x3FFF) + 1) }
        }
        guard bytes.has("VP8 ", at: 12), bytes[23] == 0x9D, bytes[24] == 0x01, bytes[25] == 0x2A else { return nil }
        return pair(bytes.little16(26).map { $0 & 0x3FFF }, bytes.little16(28).map { $0 & 0x3FFF })
    }

    private static func pair(_ width: Int?, _ height: Int?) -> (Int, Int)? {
        guard let width, let height else { return nil }
        return (width, height)
    }
}
