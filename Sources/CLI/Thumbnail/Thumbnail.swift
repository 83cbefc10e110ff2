import CGD
import Foundation

/// A small picture made of a large one by libgd.
struct Thumbnail {
    /// The longer side, in pixels.
    static let side = 512
    /// Pictures no larger than a thumbnail and this many bytes are shown as they are.
    static let smallFile = 100_000
    static let quality: Int32 = 80

    let header: ImageHeader
    let data: Data

    var isNeeded: Bool { max(header.width, header.height) > Self.side || data.count > Self.smallFile }

    /// The bytes of the thumbnail; nil when the picture cannot be decoded.
    func made() -> Data? {
        guard let whole = decoded() else { return nil }
        defer { gdImageDestroy(whole) }
        let width = Int(whole.pointee.sx), height = Int(whole.pointee.sy)
        guard width > 0, height > 0 else { return nil }
        let scale = min(1, Double(Self.side) / Double(max(width, height)))
        let size = (max(1, Int((Double(width) * scale).rounded())), max(1, Int((Double(height) * scale).rounded())))
        guard let small = Self.canvas(size) else { return nil }
        defer { gdImageDestroy(small) }
        gdImageCopyResampled(small, whole, 0, 0, 0, 0, Int32(size.0), Int32(size.1), Int32(width), Int32(height))
        guard header.orientation != .upright else { return Self.encoded(small) }
        guard let turned = Self.turned(small, header.orientation) else { return nil }
        defer { gdImageDestroy(turned) }
        return Self.encoded(turned)
    }

    private func decoded() -> gdImagePtr? {
        let image = data.withUnsafeBytes { buffer -> gdImagePtr? in
            guard let start = buffer.baseAddress, let count = Int32(exactly: buffer.count) else { return nil }
            let bytes = UnsafeMutableRawPointer(mutating: start)
            return switch header.format {
            case .png: gdImageCreateFromPngPtr(count, bytes)
            case .jpeg: gdImageCreateFromJpegPtr(count, bytes)
            case .gif: gdImageCreateFromGifPtr(count, bytes)
            case .webp: gdImageCreateFromWebpPtr(count, bytes)
            }
        }
        if let image, image.pointee.trueColor == 0 { gdImagePaletteToTrueColor(image) }
        return image
    }

    private static func canvas(_ size: (Int, Int)) -> gdImagePtr? {
        guard let image = gdImageCreateTrueColor(Int32(size.0), Int32(size.1)) else { return nil }
        gdImageAlphaBlending(image, 0)
        gdImageSaveAlpha(image, 1)
        return image
    }

    private static func turned(_ image: gdImagePtr, _ orientation: Orientation) -> gdImagePtr? {
        let width = Int(image.pointee.sx), height = Int(image.pointee.sy)
        let shown = orientation.swapsSides ? (height, width) : (width, height)
        guard let result = canvas(shown) else { return nil }
        for y in 0..<shown.1 {
            for x in 0..<shown.0 {
                let (sx, sy) = orientation.stored(x, y, width: width, height: height)
                gdImageSetPixel(result, Int32(x), Int32(y), gdImageGetTrueColorPixel(image, Int32(sx), Int32(sy)))
            }
        }
        return result
    }

    /// JPEG; WebP, or else PNG, where something shows through.
    private static func encoded(_ image: gdImagePtr) -> Data? {
        var size: Int32 = 0
        let bytes =
            hasTransparency(image)
            ? gdImageWebpPtrEx(image, &size, quality) ?? gdImagePngPtr(image, &size) : gdImageJpegPtr(image, &size, quality)
        guard let bytes, size > 0 else { return nil }
        defer { gdFree(bytes) }
        return Data(bytes: bytes, count: Int(size))
    }

    private static func hasTransparency(_ image: gdImagePtr) -> Bool {
        for y in 0..<image.pointee.sy {
            for x in 0..<image.pointee.sx where gdImageGetTrueColorPixel(image, x, y) >> 24 & 0x7F != 0 { return true }
        }
        return false
    }
}
