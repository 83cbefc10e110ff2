/// Which way a text runs, by its first letter (UAX #9, P2 and P3), for programs that know no `dir="auto"`.
enum Direction {
    static func isRightToLeft(_ text: some Sequence<Unicode.Scalar>) -> Bool {
        for scalar in text.prefix(2000) where scalar.properties.isAlphabetic {
            return ranges.contains { $0.contains(scalar.value) }
        }
        return false
    }

    static func isRightToLeft(_ text: String) -> Bool { isRightToLeft(text.unicodeScalars) }

    private static let ranges: [ClosedRange<UInt32>] = [
        0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFF, 0x10800...0x10FFF, 0x1E800...0x1EFFF,
    ]
}
