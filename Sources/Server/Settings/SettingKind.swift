/// A type of setting: how a value is read, and what is right in words.
struct SettingKind<Value: Sendable>: Sendable {
    var right: String
    /// A value to show where there is no default.
    var sample = ""
    var isList = false
    var isSecret = false
    /// The value of the parts that were written; nil when they are not right.
    var read: @Sendable ([String]) -> Value?

    init(_ right: String, sample: String = "", read: @escaping @Sendable ([String]) -> Value?) {
        self.right = right
        self.sample = sample
        self.read = read
    }
}

extension SettingKind {
    /// Exactly one value.
    static func one(
        _ right: String, sample: String = "", _ read: @escaping @Sendable (String) -> Value?
    ) -> SettingKind {
        SettingKind(right, sample: sample) { texts in
            guard texts.count == 1, let text = texts.first, !text.isEmpty else { return nil }
            return read(text)
        }
    }

    /// The same or, when empty, nothing.
    static func optional<Wrapped>(_ kind: SettingKind<Wrapped>) -> SettingKind where Value == Wrapped? {
        let read = kind.read
        var optional = SettingKind(kind.right + "; or empty for none", sample: kind.sample) { texts in
            if texts.isEmpty || texts == [""] { return .some(nil) }
            return read(texts).map(Optional.some)
        }
        optional.isSecret = kind.isSecret
        return optional
    }

    /// As many of the same as `counts` allows.
    static func list<Element>(of kind: SettingKind<Element>, _ counts: ClosedRange<Int>) -> SettingKind
    where Value == [Element] {
        let read = kind.read
        var list = SettingKind("a list; each \(kind.right)", sample: kind.sample) { texts in
            let values = texts.compactMap { read([$0]) }
            return values.count == texts.count && counts.contains(values.count) ? values : nil
        }
        list.isList = true
        return list
    }

    /// Never shown in messages.
    var secret: SettingKind {
        var kind = self
        kind.isSecret = true
        return kind
    }
}
