/// How a stored picture is to be turned to be shown (EXIF tag 0x0112).
enum Orientation: Int, Equatable {
    case upright = 1, mirrored, upsideDown, upsideDownMirrored, leftMirrored, right, rightMirrored, left

    /// Entries of a directory that are looked at.
    static let mostEntries = 200

    /// Reads the first directory of a TIFF header.
    init?(tiffAt start: Int, _ bytes: ImageBytes) {
        let little: Bool
        if bytes.has("II*\0", at: start) {
            little = true
        } else if bytes.has("MM\0*", at: start) {
            little = false
        } else {
            return nil
        }
        guard let offset = bytes.number(start + 4, 4, littleEndian: little),
            let count = bytes.number(start + offset, 2, littleEndian: little)
        else { return nil }
        for i in 0..<min(count, Self.mostEntries) {
            let entry = start + offset + 2 + 12 * i
            guard bytes.number(entry, 2, littleEndian: little) == 0x0112 else { continue }
            guard let value = bytes.number(entry + 8, 2, littleEndian: little) else { return nil }
            self.init(rawValue: value)
            return
        }
        return nil
    }

    var swapsSides: Bool { rawValue >= Orientation.leftMirrored.rawValue }

    /// Where the pixel that is shown at (x, y) is stored, in a stored picture of this size.
    func stored(_ x: Int, _ y: Int, width: Int, height: Int) -> (Int, Int) {
        switch self {
        case .upright: (x, y)
        case .mirrored: (width - 1 - x, y)
        case .upsideDown: (width - 1 - x, height - 1 - y)
        case .upsideDownMirrored: (x, height - 1 - y)
        case .leftMirrored: (y, x)
        case .right: (y, height - 1 - x)
        case .rightMirrored: (width - 1 - y, height - 1 - x)
        case .left: (width - 1 - y, x)
        }
    }
}
