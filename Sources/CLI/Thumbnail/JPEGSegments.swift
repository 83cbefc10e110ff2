/// The segments of a JPEG file up to its size: that, and how the camera was held.
struct JPEGSegments {
    /// Segments looked at before giving up.
    static let most = 500

    private(set) var size: (Int, Int)?
    private(set) var orientation = Orientation.upright

    init(_ bytes: ImageBytes) {
        var at = 2
        for _ in 0..<Self.most {
            guard bytes[at] == 0xFF, let marker = bytes[at + 1] else { return }
            switch marker {
            case 0xFF: at += 1
            case 0x01, 0xD0...0xD8: at += 2
            case 0xD9, 0xDA: return
            default:
                guard let length = bytes.big16(at + 2), length >= 2 else { return }
                take(marker, at + 4, bytes)
                if size != nil { return }
                at += 2 + length
            }
        }
    }

    private mutating func take(_ marker: Int, _ start: Int, _ bytes: ImageBytes) {
        switch marker {
        case 0xE1 where bytes.has("Exif\0\0", at: start):
            orientation = Orientation(tiffAt: start + 6, bytes) ?? orientation
        case 0xC0...0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF:
            guard let height = bytes.big16(start + 1), let width = bytes.big16(start + 3) else { return }
            size = (width, height)
        default: return
        }
    }
}
