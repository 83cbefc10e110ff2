extension SettingKind<String> {
    /// A short text for people.
    static func text(_ counts: ClosedRange<Int>) -> SettingKind {
        one("\(counts.lowerBound) to \(counts.upperBound) characters, none of them control characters") { text in
            let printable = text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
            return printable && counts.contains(text.count) ? text : nil
        }
    }

    /// A path of the file system.
    static func path(_ what: String, sample: String = "") -> SettingKind {
        one("the path of \(what)", sample: sample) { $0.utf8.contains(0) ? nil : $0 }
    }

    /// A secret that fits in an HTTP header.
    static var token: SettingKind {
        one("16 to 200 printable ASCII characters without spaces", sample: "a-long-random-text") { text in
            let printable = text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
            return printable && (16...200).contains(text.utf8.count) ? text : nil
        }.secret
    }
}

extension SettingKind<Bool> {
    static var truth: SettingKind {
        one("true or false") { ["true": true, "false": false][$0] }
    }
}

extension SettingKind<Int> {
    static func whole(_ range: ClosedRange<Int>) -> SettingKind {
        one("a whole number from \(range.lowerBound) to \(range.upperBound)") { digits(of: $0, in: range) }
    }

    /// A count for which 0 stands for any.
    static var rate: SettingKind {
        one("a whole number from 0 to 1000000; 0 for no limit") { digits(of: $0, in: 0...1_000_000) }
    }

    private static func digits(of text: String, in range: ClosedRange<Int>) -> Int? {
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(text), range.contains(number) else {
            return nil
        }
        return number
    }
}

extension SettingKind where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
    /// One of the cases of an enumeration.
    static var choice: SettingKind {
        one("one of " + Value.allCases.map(\.rawValue).joined(separator: ", ")) { Value(rawValue: $0) }
    }
}
