/// One row of the table: all that is to be known of one setting.
package struct Setting: Sendable {
    /// The name in the file and in `--set`, with a dot between section and key.
    package let name: String
    /// The default as it would be written; empty for none.
    package let standard: String
    /// One line that says what the setting is for.
    package let about: String
    /// What is right for a value, in words.
    package let right: String
    /// A value to show where there is no default.
    package let sample: String
    package let isList: Bool
    /// Whether the value must never be shown.
    package let isSecret: Bool
    /// Keeps a value in the settings; false when it is not right.
    let keep: @Sendable ([String], inout Settings) -> Bool

    init<Value>(
        _ name: String, _ kind: SettingKind<Value>, _ standard: String, _ about: String,
        _ assign: @escaping @Sendable (inout Settings, Value) -> Void
    ) {
        self.name = name
        self.standard = standard
        self.about = about
        right = kind.right
        sample = kind.sample
        isList = kind.isList
        isSecret = kind.isSecret
        keep = { texts, settings in
            guard let value = kind.read(texts) else { return false }
            assign(&settings, value)
            return true
        }
    }

    /// The environment variable that sets it.
    package var variable: String {
        "CONFAB_" + String(name.uppercased().map { $0 == "." || $0 == "-" ? "_" : $0 })
    }

    /// A value in its parts: a list may be written with commas.
    func parts(of text: String) -> [String] {
        guard isList else { return [text.trimmed] }
        return text.split(separator: ",").map(\.trimmed).filter { !$0.isEmpty }
    }
}

extension StringProtocol {
    /// Without the white space at both ends.
    var trimmed: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }
}
