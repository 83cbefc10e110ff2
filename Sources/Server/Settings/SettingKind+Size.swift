extension SettingKind<Int> {
    /// A number of bytes, with or without a unit.
    static func size(_ range: ClosedRange<Int>) -> SettingKind {
        let most = range.upperBound >> 40 > 0 ? "\(range.upperBound >> 40) TiB at most" : "\(range.upperBound >> 30) GiB at most"
        let any = range.contains(0) ? "; 0 for no limit" : ""
        return one("a number of bytes such as 500000, 100 MiB or 2 GB, \(most)\(any)") { text in
            guard let bytes = bytes(in: text), range.contains(bytes) else { return nil }
            return bytes
        }
    }

    private static func bytes(in text: String) -> Int? {
        let digits = text.prefix { ("0"..."9").contains($0) }
        let unit = text.dropFirst(digits.count).trimmed.lowercased()
        guard let number = Int(digits), let factor = units[unit] else { return nil }
        let (bytes, overflow) = number.multipliedReportingOverflow(by: factor)
        return overflow ? nil : bytes
    }

    private static var units: [String: Int] {
        [
            "": 1, "b": 1,
            "kb": 1_000, "mb": 1_000_000, "gb": 1_000_000_000, "tb": 1_000_000_000_000,
            "kib": 1 << 10, "mib": 1 << 20, "gib": 1 << 30, "tib": 1 << 40,
        ]
    }
}
